using Scim.Grains.Access;
using Scim.Grains.Interfaces.Environments;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Requests;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Grains.Users;
using Scim.Protocol.Errors;

namespace Scim.Grains.Environments;

/// <summary>Issues, rotates and revokes an environment's tokens (rule S3). A secret leaves here once and is kept nowhere.</summary>
internal sealed class TokenIssue(IDirectoryStore store, DirectoryCommits commits, IIdSource ids, TokenLifetime lifetime, TimeProvider time)
{
    public async ValueTask<IssuedToken> Issue(EnvironmentKey environment, TokenDraft draft)
    {
        AdministrationRules.CheckText(draft.Description, "description");
        AdministrationRules.CheckExpiry(draft.ExpiresAt, time.GetUtcNow());
        AdministrationRules.CheckUserToken(draft);
        var (creation, secret) = Create(environment, draft);
        return await commits.Commit(environment, null, creation) switch
        {
            CommitResult.Committed => new IssuedToken(await Find(environment, creation.Id), secret),
            CommitResult.Missing { Kind: MissingKind.Tenant } => throw UserRefusals.TenantMissing(new TenantKey(environment, draft.Tenant!)),
            CommitResult.Missing { Kind: MissingKind.User } => throw new ScimException(Refusals.TokenUserMissing, $"The environment has no user '{draft.UserId}'."),
            _ => throw new ScimException(Refusals.EnvironmentMissing, "There is no such environment."),
        };
    }

    /// <summary>
    /// The successor has the scope, the profile, the user and the lifetime's end of the old token, or an end of its own where that had none; both work until the overlap is over.
    /// </summary>
    public async ValueTask<IssuedToken> Rotate(EnvironmentKey environment, Guid id, TimeSpan overlap)
    {
        AdministrationRules.CheckOverlap(overlap);
        var old = await Find(environment, id);
        var now = time.GetUtcNow();
        if (old.RevokedAt is not null || old.ExpiresAt <= now)
        {
            throw new ScimException(Refusals.TokenInactive, "The token is revoked or expired; issue a new one.");
        }

        var (creation, secret) = Create(environment, new TokenDraft(old.Tenant, old.Description, old.ExpiresAt) { Profile = old.Profile, UserId = old.UserId });
        return await commits.Commit(environment, null, creation, new ExpireToken(environment, id, now + overlap)) switch
        {
            CommitResult.Committed => new IssuedToken(await Find(environment, creation.Id), secret),
            CommitResult.Missing { Kind: MissingKind.User } => throw new ScimException(Refusals.TokenInactive, "The user that the token stands for is no more."),
            _ => throw Missing(id),
        };
    }

    public async ValueTask<Done> Revoke(EnvironmentKey environment, Guid id) =>
        await commits.Commit(environment, null, new RevokeToken(environment, id)) is CommitResult.Committed ? Done.Instance : throw Missing(id);

    public async ValueTask<TokenResource> Find(EnvironmentKey environment, Guid id) =>
        await store.FindToken(environment, id, CancellationToken.None) ?? throw Missing(id);

    private static ScimException Missing(Guid id) => new(Refusals.TokenMissing, $"The environment has no token '{id}'.");

    private (CreateToken Creation, string Secret) Create(EnvironmentKey environment, TokenDraft draft)
    {
        var secret = AccessSecret.Create(AccessSecret.TokenPrefix);
        return (new CreateToken(
            environment, ids.Next(), AccessSecret.Hash(secret), draft.Tenant, draft.Description, draft.ExpiresAt ?? lifetime.EndOf(time.GetUtcNow()))
        {
            Profile = draft.Profile,
            UserId = draft.UserId,
        }, secret);
    }
}
