using System.Security.Cryptography;
using Orleans.Concurrency;
using Scim.Grains.Coherence;
using Scim.Grains.Interfaces.Access;
using Scim.Grains.Requests;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Rows;

namespace Scim.Grains.Access;

/// <inheritdoc cref="IAccessGrain"/>
[StatelessWorker, Reentrant]
internal sealed class AccessGrain(IDirectoryStore store, CommittedCopies copies, TokenIndex index, TokenUse use, TimeProvider time) : Grain, IAccessGrain
{
    public async Task<AccessGrant?> Authenticate(byte[] hash) => (await Check(hash)).Grant;

    public async Task<AccessDecision> Check(byte[] hash) => await Decide(hash) is { } decision && decision.Grant?.UserId is null ? decision : AccessDecision.Unknown;

    public Task<AccessDecision> Decide(byte[] hash)
    {
        if (index.Find(hash) is { } key && copies.Find(key) is { } entry && copies.AreCurrent(entry))
        {
            var copy = (TokenCopy)entry.Value!;
            return Task.FromResult(CryptographicOperations.FixedTimeEquals(copy.Hash, hash) ? Decide(copy.Row) : AccessDecision.Unknown);
        }

        return RequestBoundary.AnswerPlainly(() => Load(hash));
    }

    public Task<bool> IsAdministrator(byte[] hash) =>
        RequestBoundary.AnswerPlainly(() => store.AdministratorKeyExists(hash, CancellationToken.None));

    private async ValueTask<AccessDecision> Load(byte[] hash)
    {
        var ticket = copies.Begin();
        if (await store.FindTokenByHash(hash, CancellationToken.None) is not { } row)
        {
            return AccessDecision.Unknown;
        }

        var key = CopyKey.Token(row.Grant.Environment, row.Grant.TokenId);
        if (!copies.PutLoaded(ticket, 0, new Copy(key, new TokenCopy(hash, row))))
        {
            // Something was announced meanwhile, perhaps this token's end.
            row = await store.FindTokenByHash(hash, CancellationToken.None);
        }

        index.Remember(hash, key);
        return row is null ? AccessDecision.Unknown : Decide(row);
    }

    private AccessDecision Decide(TokenRow row)
    {
        if (row.RevokedAt is not null)
        {
            return AccessDecision.Revoked;
        }

        if (row.Grant.ExpiresAt <= time.GetUtcNow())
        {
            return AccessDecision.Expired;
        }

        use.Used(row.Grant);
        return AccessDecision.Granted(row.Grant);
    }
}
