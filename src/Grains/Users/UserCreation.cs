using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Users;
using Scim.Grains.Requests;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Grains.Storage.Rows;
using Scim.Protocol.Deviations;
using Scim.Protocol.Json;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Grains.Users;

/// <summary>Creates a user, or adopts the provisional one of that userName (rules U1, U2, G10). The store's unique index decides every race.</summary>
internal sealed class UserCreation(IDirectoryStore store, DirectoryCommits commits, UserReads reads, UserNameHints hints, WriteLoop writes, IIdSource ids) : IUserCreation
{
    public Task<Outcome<UserResource>> Create(TenantKey tenant, WriteRequest request) => RequestBoundary.Answer(async () =>
    {
        using var body = JsonBody.Parse(request.Body);
        var resource = ResourceBinder.BindCreate(SchemaCatalog.Core.User, body.RootElement, IdpProfile.Generic);
        var content = UserDocument.ContentOf(resource);
        var externalId = UserDocument.ExternalIdOf(resource);
        var created = await writes.Run(_ => Try(tenant, content, externalId, request.TokenId));
        return created.ToResource();
    });

    /// <summary>Null when the state moved under it: to be tried again.</summary>
    private async ValueTask<UserView?> Try(TenantKey tenant, UserContent content, string? externalId, Guid? tokenId)
    {
        var key = new MembershipKey(tenant, ids.Next());
        var create = new CreateUser(key.User, content, Provisional: false);
        var result = externalId is null
            ? await commits.Commit(tenant.Environment, tokenId, create)
            : await commits.Commit(tenant.Environment, tokenId, create, new SetExternalId(key, 0, externalId));
        if (result is CommitResult.Committed made)
        {
            hints.Remember(tenant.Environment, made.Results[0].User!);
            return new UserView(made.Results[0].User!, externalId is null ? null : made.Results[1].Link, []);
        }

        return result switch
        {
            CommitResult.Conflicted { Kind: ConflictKind.UserName } => await TryAdopt(tenant, content, externalId, tokenId),
            CommitResult.Missing { Kind: MissingKind.Tenant } => throw UserRefusals.TenantMissing(tenant),
            _ => throw new InvalidOperationException($"A new user cannot meet {result}."),
        };
    }

    private async ValueTask<UserView?> TryAdopt(TenantKey tenant, UserContent content, string? externalId, Guid? tokenId)
    {
        var holder = await store.FindUser(tenant.Environment, content.UserName, CancellationToken.None);
        if (holder.Value is not { } user)
        {
            return null;
        }

        if (!user.Provisional)
        {
            throw UserRefusals.NameTaken(content.UserName);
        }

        var key = new MembershipKey(tenant, user.Key.Id);
        if (await reads.Load(key) is not { User.Provisional: true } present)
        {
            return null;
        }

        return await commits.Commit(tenant.Environment, tokenId, UserChanges.Adopting(key, present, content, externalId)) switch
        {
            CommitResult.Committed committed => UserChanges.Apply(present, committed),
            CommitResult.Missing { Kind: MissingKind.Tenant } => throw UserRefusals.TenantMissing(tenant),
            _ => null,
        };
    }
}
