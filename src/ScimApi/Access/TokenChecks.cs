using Scim.Api.Http;
using Scim.Grains.Interfaces.Access;
using Scim.Grains.Interfaces.Keys;

namespace Scim.Api.Access;

/// <summary>Asks the access grain what a token is good for, at most twice a second for one token.</summary>
internal sealed class TokenChecks(IGrainFactory grains, TimeProvider time)
{
    private readonly HashCache<AccessGrant> _grants = new(time);
    private readonly HashCache<object> _administrators = new(time);

    /// <summary>The grant of a valid token, or null (rule S1). Expiry is exact, cached or not.</summary>
    public ValueTask<AccessGrant?> Authenticate(TokenHash hash) =>
        _grants.TryGet(hash, out var grant) ? ValueTask.FromResult(InForce(grant)) : Ask(hash);

    /// <summary>Whether it is an administrator key (rule S4).</summary>
    public async ValueTask<bool> IsAdministrator(TokenHash hash)
    {
        if (_administrators.TryGet(hash, out var known))
        {
            return known is not null;
        }

        var asked = time.GetTimestamp();
        var answer = await Repeat.Idempotent((grains, hash), static s => s.grains.Access().IsAdministrator(s.hash.ToArray()));
        _administrators.Set(hash, answer ? this : null, asked);
        return answer;
    }

    private async ValueTask<AccessGrant?> Ask(TokenHash hash)
    {
        var asked = time.GetTimestamp();
        var grant = await Repeat.Idempotent((grains, hash), static s => s.grains.Access().Authenticate(s.hash.ToArray()));
        _grants.Set(hash, grant, asked);
        return InForce(grant);
    }

    private AccessGrant? InForce(AccessGrant? grant) => grant?.ExpiresAt is { } end && end <= time.GetUtcNow() ? null : grant;
}
