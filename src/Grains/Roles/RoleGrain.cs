using System.Collections.Immutable;
using Orleans.Placement;
using Scim.Grains.Groups;
using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Roles;
using Scim.Grains.Requests;
using Scim.Grains.Schemas;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Grains.Storage.Rows;
using Scim.Grains.Users;
using Scim.Protocol.Errors;
using Scim.Protocol.Groups;
using Scim.Protocol.Json;
using Scim.Protocol.Schemas;

namespace Scim.Grains.Roles;

/// <inheritdoc cref="IRoleGrain"/>
[PreferLocalPlacement, CollectionAgeLimit(Minutes = 2)]
internal sealed class RoleGrain(
    IDirectoryStore store, DirectoryCommits commits, MemberResolver resolver, EnvironmentSchemas schemas, GroupAnswers answers, IIdSource ids, WriteLoop writes)
    : Grain, IRoleGrain
{
    private RoleKey? _key;

    private RoleKey Key => _key ??= GrainKeys.ParseRole(this.GetPrimaryKeyString());

    public Task<Outcome<GroupResource>> TakeUp(TenantKey tenant, GroupDraft draft, Guid? tokenId) => RequestBoundary.Answer(async () =>
    {
        var taken = await writes.Run(_ => TryTakeUp(tenant, draft, tokenId));
        return await answers.AfterChange(taken);
    });

    public Task<Outcome<RoleResource>> Define(string displayName) => RequestBoundary.Answer(() => writes.Run(_ => TryDefine(displayName)));

    private async ValueTask<GroupRow?> TryTakeUp(TenantKey tenant, GroupDraft draft, Guid? tokenId)
    {
        var state = await store.LoadTakeUp(tenant, Key.Key, CancellationToken.None);
        var decision = TakeUpRule.Decide(state.Value, tenant, Key.Key, draft.DisplayName);
        var resolution = await resolver.Resolve(tenant.Environment, draft.Members);
        var operations = ImmutableArray.CreateBuilder<StoreOperation>();
        var members = resolution.KnownOrNew(
            tenant.Environment, [.. draft.Members.Select(resolution.Identify).Distinct()], draft.Members, ids, operations);
        var extensions = draft.Extended is { } request ? ReadExtensions(tenant, await schemas.Of(tenant.Environment), request, operations) : null;
        var group = new GroupKey(tenant, decision.RoleId ?? ids.Next());
        operations.Add(new TakeUpGroup(group, decision.RoleId is null, Key.Key, draft.DisplayName, draft.ExternalId, members) { Extensions = extensions });
        return await commits.Commit(tenant.Environment, tokenId, operations.DrainToImmutable()) switch
        {
            CommitResult.Committed committed => committed.Results[^1].Group,
            CommitResult.Missing { Kind: MissingKind.Tenant or MissingKind.Environment } => throw UserRefusals.TenantMissing(tenant),
            _ => null,
        };
    }

    private static NewExtensions? ReadExtensions(TenantKey tenant, SchemaCatalog catalog, WriteRequest request, ImmutableArray<StoreOperation>.Builder operations)
    {
        using var body = JsonBody.Parse(request.Body);
        var plan = GroupChangePlan.FromBody(catalog.Group, body.RootElement, request.Profile());
        if (GroupExtensions.Decide(catalog.Group, plan.Extensions, null) is not { } data)
        {
            return null;
        }

        if (EnvironmentSchemas.Guard(tenant.Environment, catalog, catalog.Group, data) is { } guard)
        {
            operations.Add(guard);
        }

        return GroupExtensions.ToStore(catalog.Group, data);
    }

    private async ValueTask<RoleResource?> TryDefine(string displayName)
    {
        switch (await commits.Commit(Key.Environment, null, new DefineRole(Key, ids.Next(), displayName)))
        {
            case CommitResult.Committed:
                return await store.FindRole(Key, CancellationToken.None);
            case CommitResult.Conflicted { Kind: ConflictKind.RoleKey }:
                throw GroupRefusals.RoleKeyTaken(displayName, Key.Key);
            case CommitResult.Conflicted { Kind: ConflictKind.GroupName } when await store.FindTenantHoldingName(Key, CancellationToken.None) is { } tenant:
                throw new ScimException(
                    Refusals.NameHeldByTenant, $"The tenant '{tenant}' holds a group whose name has the key '{Key.Key}', so that '{displayName}' cannot be defined for all.");
            case CommitResult.Missing { Kind: MissingKind.Environment }:
                throw new ScimException(Refusals.EnvironmentMissing, "There is no such environment.");
            default:
                return null;
        }
    }
}
