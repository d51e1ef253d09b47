using System.Collections.Immutable;
using System.Text.Json;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Users;
using Scim.Grains.Requests;
using Scim.Grains.Schemas;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Grains.Storage.Rows;
using Scim.Protocol.Deviations;
using Scim.Protocol.Json;
using Scim.Protocol.Resources;

namespace Scim.Grains.Users;

/// <summary>Creates a user, or adopts the provisional one of that userName (rules U1, U2, G10). The store's unique index decides every race.</summary>
internal sealed class UserCreation(
    IDirectoryStore store, DirectoryCommits commits, EnvironmentSchemas schemas, UserReads reads, UserNameHints hints, WriteLoop writes, IIdSource ids) : IUserCreation
{
    public Task<Outcome<UserResource>> Create(TenantKey tenant, WriteRequest request) => RequestBoundary.Answer(async () =>
    {
        using var body = JsonBody.Parse(request.Body);
        return await Run(tenant, body.RootElement, request.TokenId, request.Profile());
    });

    public Task<Outcome<UserResource>> Create(TenantKey tenant, JsonElement body, Guid? tokenId, int refusedDeviations) =>
        RequestBoundary.Answer(() => Run(tenant, body, tokenId, IdpProfile.Of(refusedDeviations)));

    private ValueTask<UserResource> Run(TenantKey tenant, JsonElement body, Guid? tokenId, IdpProfile profile) => writes.Run(_ => Try(tenant, body, tokenId, profile));

    /// <summary>Null when the state moved under it: to be tried again.</summary>
    private async ValueTask<UserResource?> Try(TenantKey tenant, JsonElement body, Guid? tokenId, IdpProfile profile)
    {
        var catalog = await schemas.Of(tenant.Environment);
        var resource = ResourceBinder.BindCreate(catalog.User, body, profile);
        var guard = EnvironmentSchemas.Guard(tenant.Environment, catalog, catalog.User, resource);
        var created = await Try(tenant, UserDocument.ContentOf(catalog.User, resource), UserDocument.ExternalIdOf(resource), guard, tokenId);
        return created?.ToResource(catalog.Version);
    }

    private async ValueTask<UserView?> Try(TenantKey tenant, UserContent content, string? externalId, RequireSchemas? guard, Guid? tokenId)
    {
        var key = new MembershipKey(tenant, ids.Next());
        var create = new CreateUser(key.User, content, Provisional: false);
        ImmutableArray<StoreOperation> operations = externalId is null ? [create] : [create, new SetExternalId(key, 0, externalId)];
        var result = await commits.Commit(tenant.Environment, tokenId, guard is null ? operations : operations.Add(guard));
        if (result is CommitResult.Committed made)
        {
            hints.Remember(tenant.Environment, made.Results[0].User!);
            return new UserView(made.Results[0].User!, externalId is null ? null : made.Results[1].Link, []);
        }

        return result switch
        {
            CommitResult.Conflicted { Kind: ConflictKind.UserName } => await TryAdopt(tenant, content, externalId, guard, tokenId),
            CommitResult.Missing { Kind: MissingKind.Tenant } => throw UserRefusals.TenantMissing(tenant),

            // The schemas have moved: nothing else of a new user can.
            CommitResult.VersionMismatch => null,
            _ => throw new InvalidOperationException($"A new user cannot meet {result}."),
        };
    }

    private async ValueTask<UserView?> TryAdopt(TenantKey tenant, UserContent content, string? externalId, RequireSchemas? guard, Guid? tokenId)
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

        var adoption = UserChanges.Adopting(key, present, content, externalId);
        return await commits.Commit(tenant.Environment, tokenId, guard is null ? adoption : adoption.Add(guard)) switch
        {
            CommitResult.Committed committed => UserChanges.Apply(present, committed),
            CommitResult.Missing { Kind: MissingKind.Tenant } => throw UserRefusals.TenantMissing(tenant),
            _ => null,
        };
    }
}
