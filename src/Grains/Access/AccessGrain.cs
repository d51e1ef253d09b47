using System.Security.Cryptography;
using Orleans.Concurrency;
using Scim.Grains.Coherence;
using Scim.Grains.Interfaces.Access;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Rows;

namespace Scim.Grains.Access;

/// <inheritdoc cref="IAccessGrain"/>
[StatelessWorker, Reentrant]
internal sealed class AccessGrain(IDirectoryStore store, CommittedCopies copies, TokenIndex index, TokenUse use, TimeProvider time) : Grain, IAccessGrain
{
    public Task<AccessGrant?> Authenticate(byte[] hash)
    {
        if (index.Find(hash) is { } key && copies.Find(key) is { } entry && copies.AreCurrent(entry))
        {
            var copy = (TokenCopy)entry.Value!;
            return Task.FromResult(CryptographicOperations.FixedTimeEquals(copy.Hash, hash) ? Valid(copy.Row) : null);
        }

        return Load(hash);
    }

    public Task<bool> IsAdministrator(byte[] hash) => store.AdministratorKeyExists(hash, CancellationToken.None).AsTask();

    private async Task<AccessGrant?> Load(byte[] hash)
    {
        var ticket = copies.Begin();
        if (await store.FindTokenByHash(hash, CancellationToken.None) is not { } row)
        {
            return null;
        }

        var key = CopyKey.Token(row.Grant.Environment, row.Grant.TokenId);
        if (!copies.PutLoaded(ticket, 0, new Copy(key, new TokenCopy(hash, row))))
        {
            // Something was announced meanwhile, perhaps this token's end.
            row = await store.FindTokenByHash(hash, CancellationToken.None);
        }

        index.Remember(hash, key);
        return row is null ? null : Valid(row);
    }

    private AccessGrant? Valid(TokenRow row)
    {
        if (row.RevokedAt is not null || row.Grant.ExpiresAt <= time.GetUtcNow())
        {
            return null;
        }

        use.Used(row.Grant);
        return row.Grant;
    }
}
