using Scim.Api.Http;
using Scim.Grains.Interfaces.Access;
using Scim.Grains.Interfaces.Keys;

namespace Scim.Api.Access;

/// <summary>Asks the access grain what a token is good for, at most twice a second for one token.</summary>
internal sealed class TokenChecks(IGrainFactory grains, TimeProvider time)
{
    private static readonly object Administrator = new();
    private static readonly object Nobody = new();

    private readonly HashCache<AccessDecision> _decisions = new(time);
    private readonly HashCache<object> _administrators = new(time);

    /// <summary>The grant of a valid token, or why it has none (rule S1). Expiry is exact, cached or not.</summary>
    public ValueTask<AccessDecision> Authenticate(TokenHash hash) =>
        _decisions.TryGet(hash, out var decision) ? ValueTask.FromResult(InForce(decision)) : Ask(hash);

    /// <summary>Whether it is an administrator key (rule S4).</summary>
    public async ValueTask<bool> IsAdministrator(TokenHash hash)
    {
        if (_administrators.TryGet(hash, out var known))
        {
            return known == Administrator;
        }

        var asked = time.GetTimestamp();
        var answer = await Repeat.Idempotent((grains, hash), static s => s.grains.Access().IsAdministrator(s.hash.ToArray()));
        _administrators.Set(hash, answer ? Administrator : Nobody, answer, asked);
        return answer;
    }

    private async ValueTask<AccessDecision> Ask(TokenHash hash)
    {
        var asked = time.GetTimestamp();
        var decision = await Repeat.Idempotent((grains, hash), static s => s.grains.Access().Decide(s.hash.ToArray()));
        _decisions.Set(hash, decision, decision.Grant is not null, asked);
        return InForce(decision);
    }

    private AccessDecision InForce(AccessDecision decision) =>
        decision.Grant?.ExpiresAt is { } end && end <= time.GetUtcNow() ? AccessDecision.Expired : decision;
}
