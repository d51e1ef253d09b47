using Orleans.Placement;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Users;
using Scim.Grains.Requests;
using Scim.Grains.Schemas;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Grains.Storage.Rows;
using Scim.Protocol.Json;
using Scim.Protocol.Patch;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Grains.Users;

/// <inheritdoc cref="IUserGrain"/>
[PreferLocalPlacement, CollectionAgeLimit(Minutes = 2)]
internal sealed class UserGrain(UserReads reads, EnvironmentSchemas schemas, DirectoryCommits commits, WriteLoop writes) : Grain, IUserGrain
{
    private UserKey? _key;

    private UserKey Key => _key ??= GrainKeys.ParseUser(this.GetPrimaryKeyString());

    public Task<Outcome<UserResource>> Replace(TenantKey tenant, WriteRequest request) => Replace(tenant, request, null);

    public Task<Outcome<UserResource>> ReplaceIf(TenantKey tenant, WriteRequest request, Precondition precondition) => Replace(tenant, request, precondition);

    public Task<Outcome<UserResource>> Patch(TenantKey tenant, WriteRequest request) => Patch(tenant, request, null);

    public Task<Outcome<UserResource>> PatchIf(TenantKey tenant, WriteRequest request, Precondition precondition) => Patch(tenant, request, precondition);

    public Task<Outcome<Done>> Delete(TenantKey tenant, Guid? tokenId) => RequestBoundary.Answer(() => writes.Run(async _ =>
        await commits.Commit(Key.Environment, tokenId, new DeleteUser(Key, ExpectedVersion: null)) switch
        {
            CommitResult.Committed => Done.Instance,
            CommitResult.Missing => throw UserRefusals.Missing(Key.Id),
            _ => null,
        }));

    public Task<Outcome<Done>> DeleteIf(TenantKey tenant, Guid? tokenId, Precondition precondition) => RequestBoundary.Answer(() =>
    {
        var asked = RequestedVersion.Of(precondition);
        return writes.Run(attempt => TryDelete(new MembershipKey(tenant, Key.Id), tokenId, asked, fresh: attempt > 0));
    });

    private Task<Outcome<UserResource>> Replace(TenantKey tenant, WriteRequest request, Precondition? precondition) => RequestBoundary.Answer(async () =>
    {
        using var body = JsonBody.Parse(request.Body);
        var root = body.RootElement;
        return await Change(
            tenant, request.TokenId, RequestedVersion.Of(precondition), (type, present) => ResourceBinder.BindReplace(type, root, present, request.Profile()));
    });

    private Task<Outcome<UserResource>> Patch(TenantKey tenant, WriteRequest request, Precondition? precondition) => RequestBoundary.Answer(async () =>
    {
        using var body = JsonBody.Parse(request.Body);
        var root = body.RootElement;
        return await Change(
            tenant, request.TokenId, RequestedVersion.Of(precondition),
            (type, present) => PatchEngine.Apply(type, present, PatchRequest.Parse(root, type, request.Profile()), request.Profile()).Resource);
    });

    private async ValueTask<UserResource> Change(TenantKey tenant, Guid? tokenId, RequestedVersion? asked, Func<ResourceType, ScimObject, ScimObject> decide)
    {
        var key = new MembershipKey(tenant, Key.Id);
        return await writes.Run(attempt => TryChange(key, tokenId, asked, decide, fresh: attempt > 0));
    }

    private async ValueTask<UserResource?> TryChange(
        MembershipKey key, Guid? tokenId, RequestedVersion? asked, Func<ResourceType, ScimObject, ScimObject> decide, bool fresh)
    {
        var catalog = await schemas.Of(Key.Environment);
        var present = await Present(key, fresh);
        asked?.RequireFirst(present.Version, present.User.Active);
        var before = UserDocument.Compose(catalog.User, present.User, present.Link);
        var after = decide(catalog.User, before);
        var operations = UserChanges.Between(key, present, catalog.User, before, after);
        if (operations.IsEmpty)
        {
            return present.ToResource(catalog.Version);
        }

        if (asked is not null)
        {
            asked.Require(present.Version, present.User.Active);
            operations = UserChanges.HeldTo(key, present, operations);
        }

        if (EnvironmentSchemas.Guard(Key.Environment, catalog, catalog.User, after) is { } guard)
        {
            operations = operations.Add(guard);
        }

        return await commits.Commit(key.Tenant.Environment, tokenId, operations) switch
        {
            CommitResult.Committed committed => UserChanges.Apply(present, committed).ToResource(catalog.Version),
            CommitResult.Conflicted { Kind: ConflictKind.UserName } =>
                throw UserRefusals.NameTaken((after["userName"] as ScimString)!.Value),
            CommitResult.Missing { Kind: MissingKind.Tenant } => throw UserRefusals.TenantMissing(key.Tenant),
            CommitResult.Missing { Kind: MissingKind.User } when fresh => throw UserRefusals.Missing(key.UserId),
            _ => null,
        };
    }

    private async ValueTask<Done?> TryDelete(MembershipKey key, Guid? tokenId, RequestedVersion asked, bool fresh)
    {
        var present = await Present(key, fresh);
        asked.Require(present.Version, present.User.Active);
        var deletion = UserChanges.HeldTo(key, present, [new DeleteUser(key.User, present.User.Version)]);
        return await commits.Commit(key.Tenant.Environment, tokenId, deletion) is CommitResult.Committed ? Done.Instance : null;
    }

    private async ValueTask<UserView> Present(MembershipKey key, bool fresh) =>
        await (fresh ? reads.Load(key) : reads.Read(key)) ?? throw UserRefusals.Missing(key.UserId);
}
