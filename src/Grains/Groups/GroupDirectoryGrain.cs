using Orleans.Concurrency;
using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Requests;
using Scim.Grains.Schemas;
using Scim.Protocol.Errors;
using Scim.Protocol.Groups;
using Scim.Protocol.Json;
using Scim.Protocol.Patch;
using Scim.Protocol.Schemas;

namespace Scim.Grains.Groups;

/// <inheritdoc cref="IGroupDirectoryGrain"/>
[StatelessWorker, Reentrant]
internal sealed class GroupDirectoryGrain(
    IGrainFactory grains, GroupQueries queries, GroupReads reads, GroupAnswers answers, MemberResolver resolver, EnvironmentSchemas schemas)
    : Grain, IGroupDirectoryGrain
{
    // What names one member is a few hundred bytes; of a longer request it is not worth finding out, since the group can do all.
    private const int LongestSingle = 2048;

    public async Task<Outcome<GroupResource>> Create(TenantKey tenant, WriteRequest request)
    {
        var draft = await RequestBoundary.Answer(async () => ReadDraft((await schemas.Of(tenant.Environment)).Group, request));
        return draft.IsRefused
            ? draft.Refusal
            : await grains.Role(new RoleKey(tenant.Environment, RoleKeyRule.Normalise(draft.Value.DisplayName))).TakeUp(tenant, draft.Value, request.TokenId);
    }

    public Task<Outcome<GroupResource>> Get(GroupKey group, bool withMembers) => RequestBoundary.Answer(async () =>
    {
        if (withMembers)
        {
            return await reads.ReadWithMembers(group) is { } full ? await answers.Of(full.Group, full.Members) : throw Missing(group);
        }

        return await reads.Read(group) is { } row ? await answers.Of(row, null) : throw Missing(group);
    });

    public Task<Outcome<Page<GroupResource>>> List(TenantKey tenant, ListRequest request) =>
        RequestBoundary.Answer(() => queries.Page(tenant, request));

    public async Task<Outcome<GroupResource>> Patch(GroupKey group, WriteRequest request)
    {
        if (request.Body.Length > LongestSingle)
        {
            return await grains.Group(group).Patch(request);
        }

        var single = await RequestBoundary.Answer(() => FindSingle(group, request));
        if (single.IsRefused)
        {
            return single.Refusal;
        }

        if (single.Value is not { User: { } user, Adds: var adds })
        {
            return await grains.Group(group).Patch(request);
        }

        var membership = grains.Membership(new MembershipKey(group.Tenant, user));
        var changed = await (adds ? membership.Assign(group.RoleId, request.TokenId) : membership.Revoke(group.RoleId, request.TokenId));

        // The user has gone since it was found: what its name stands for now is the group's to decide.
        return changed.Refusal?.Id == Refusals.UserMissing.Id ? await grains.Group(group).Patch(request)
            : changed is { Value: { Members: null, MemberCount: <= GroupAnswers.MostMembers } answer } ? await WithMembers(group, answer)
            : changed;
    }

    private static GroupDraft ReadDraft(ResourceType type, WriteRequest request)
    {
        using var body = JsonBody.Parse(request.Body);
        var plan = GroupChangePlan.FromBody(type, body.RootElement, request.Profile());
        var isExtended = GroupExtensions.Decide(type, plan.Extensions, null) is not null;
        return new GroupDraft(plan.DisplayName.Value, plan.ExternalId.Value, plan.FoldMembers().Add) { Extended = isExtended ? request : null };
    }

    private static ScimException Missing(GroupKey group) => new(Refusals.GroupMissing, $"There is no group '{group.RoleId}'.");

    /// <summary>The one member that the request adds or removes, when it does nothing else and the user exists.</summary>
    private async ValueTask<SingleMember> FindSingle(GroupKey group, WriteRequest request)
    {
        using var body = JsonBody.Parse(request.Body);
        var type = (await schemas.Of(group.Tenant.Environment)).Group;
        var plan = GroupChangePlan.FromPatch(type, PatchRequest.Parse(body.RootElement, type, request.Profile()), request.Profile());
        if (plan is { DisplayName.IsSet: true } or { ExternalId.IsSet: true } or { Extensions: not null }
            || plan.Edits is not [MemberEdit.Add or MemberEdit.Remove] || plan.Edits[0].Values is not [var value])
        {
            return SingleMember.None;
        }

        return new SingleMember(await resolver.ResolveOne(group.Tenant.Environment, value), plan.Edits[0] is MemberEdit.Add);
    }

    private async ValueTask<GroupResource> WithMembers(GroupKey group, GroupResource answer) =>
        answer.MemberCount == 0 ? answer with { Members = MemberList.Empty }
        : await reads.ReadWithMembers(group) is { } full ? await answers.Of(full.Group, full.Members)
        : answer;

    private sealed record SingleMember(Guid? User, bool Adds)
    {
        public static readonly SingleMember None = new(null, false);
    }
}
