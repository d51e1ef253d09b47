using System.Collections.Immutable;
using Orleans.Placement;
using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Requests;
using Scim.Grains.Schemas;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Grains.Storage.Rows;
using Scim.Protocol.Errors;
using Scim.Protocol.Groups;
using Scim.Protocol.Json;
using Scim.Protocol.Patch;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;
using MemberChange = Scim.Grains.Storage.Operations.MemberChange;
using MemberIdentities = Scim.Protocol.Groups.MemberChange;

namespace Scim.Grains.Groups;

/// <inheritdoc cref="IGroupGrain"/>
[PreferLocalPlacement, CollectionAgeLimit(Minutes = 2)]
internal sealed class GroupGrain(
    GroupReads reads, GroupAnswers answers, GroupRefusals refusals, MemberResolver resolver, EnvironmentSchemas schemas, IDirectoryStore store,
    DirectoryCommits commits, IIdSource ids, WriteLoop writes) : Grain, IGroupGrain
{
    private GroupKey? _key;

    private GroupKey Key => _key ??= GrainKeys.ParseGroup(this.GetPrimaryKeyString());

    public Task<Outcome<GroupResource>> Replace(WriteRequest request) => Replace(request, null);

    public Task<Outcome<GroupResource>> ReplaceIf(WriteRequest request, Precondition precondition) => Replace(request, precondition);

    public Task<Outcome<GroupResource>> Patch(WriteRequest request) => Patch(request, null);

    public Task<Outcome<GroupResource>> PatchIf(WriteRequest request, Precondition precondition) => Patch(request, precondition);

    public Task<Outcome<Done>> Delete(Guid? tokenId) => RequestBoundary.Answer(() => writes.Run(async _ =>
        await commits.Commit(Key.Tenant.Environment, tokenId, new ReleaseGroup(Key, ExpectedVersion: null)) switch
        {
            CommitResult.Committed => Done.Instance,
            CommitResult.Missing => throw await refusals.Missing(Key),
            _ => null,
        }));

    public Task<Outcome<Done>> DeleteIf(Guid? tokenId, Precondition precondition) => RequestBoundary.Answer(() =>
    {
        var asked = RequestedVersion.Of(precondition);
        return writes.Run(attempt => TryDelete(tokenId, asked, fresh: attempt > 0));
    });

    private Task<Outcome<GroupResource>> Replace(WriteRequest request, Precondition? precondition) => RequestBoundary.Answer(async () =>
    {
        using var body = JsonBody.Parse(request.Body);
        var root = body.RootElement;
        return await Change(type => GroupChangePlan.FromBody(type, root, request.Profile()), request.TokenId, RequestedVersion.Of(precondition));
    });

    private Task<Outcome<GroupResource>> Patch(WriteRequest request, Precondition? precondition) => RequestBoundary.Answer(async () =>
    {
        using var body = JsonBody.Parse(request.Body);
        var root = body.RootElement;
        return await Change(
            type => GroupChangePlan.FromPatch(type, PatchRequest.Parse(root, type, request.Profile()), request.Profile()), request.TokenId,
            RequestedVersion.Of(precondition));
    });

    private async ValueTask<GroupResource> Change(Func<ResourceType, GroupChange> read, Guid? tokenId, RequestedVersion? asked)
    {
        // Read anew only if the schemas have moved: a request may name very many members.
        var (catalog, plan) = ((SchemaCatalog?)null, (GroupChange?)null);
        var changed = await writes.Run(async attempt =>
        {
            var now = await schemas.Of(Key.Tenant.Environment);
            plan = ReferenceEquals(now.Group, catalog?.Group) ? plan! : read(now.Group);
            catalog = now;
            return await TryChange(plan, catalog, tokenId, asked, fresh: attempt > 0);
        });
        return await answers.AfterChange(changed);
    }

    /// <summary>One transaction for everything the request asks (rule G12); null when the state moved under it.</summary>
    private async ValueTask<ChangedGroup?> TryChange(GroupChange plan, SchemaCatalog catalog, Guid? tokenId, RequestedVersion? asked, bool fresh)
    {
        var key = Key;
        var present = await Present(fresh);
        asked?.RequireFirst(present.VersionText);
        var resolution = await resolver.Resolve(key.Tenant.Environment, plan.MemberValues);
        var identities = plan.FoldMembers(resolution.Identify, await PresentMembers(plan, present));
        var operations = ImmutableArray.CreateBuilder<StoreOperation>();
        var members = new MemberChange(
            identities.ReplacesAll,
            resolution.KnownOrNew(key.Tenant.Environment, identities.Add, plan.MemberValues, ids, operations),
            MemberResolution.Known(identities.Remove));
        await Require(identities, present);
        var data = GroupExtensions.Decide(catalog.Group, plan.Extensions, present.Extensions);
        var change = GroupChanges.Between(present, plan, members, data is null ? null : GroupExtensions.ToStore(catalog.Group, data));
        if (change is null)
        {
            return ChangedGroup.Unchanged(present);
        }

        if (asked is not null)
        {
            if (asked.IsRepetition && operations.Count == 0 && await IsDone(present, change))
            {
                return ChangedGroup.Unchanged(present);
            }

            asked.Require(present.VersionText);
            change = change with { ExpectedVersion = present.Version };
        }

        if (data is not null && EnvironmentSchemas.Guard(key.Tenant.Environment, catalog, catalog.Group, data) is { } guard)
        {
            operations.Add(guard);
        }

        operations.Add(change);
        var before = reads.Held(present);
        return await commits.Commit(key.Tenant.Environment, tokenId, operations.DrainToImmutable()) switch
        {
            CommitResult.Committed committed => new ChangedGroup(committed.Results[^1].Group ?? present, before, members),
            CommitResult.Conflicted { Kind: ConflictKind.GroupName } => await NameConflict(change),
            CommitResult.Missing { Kind: MissingKind.Group or MissingKind.Tenant } => throw await refusals.Missing(key),
            _ => null,
        };
    }

    private async ValueTask<Done?> TryDelete(Guid? tokenId, RequestedVersion asked, bool fresh)
    {
        var present = await Present(fresh);
        asked.Require(present.VersionText);
        var release = new ReleaseGroup(present.Key, present.Version);
        return await commits.Commit(present.Key.Tenant.Environment, tokenId, release) is CommitResult.Committed ? Done.Instance : null;
    }

    /// <summary>Whether a PUT finds the group as it wants it: only the store compares whole lists of members, and only with a version in hand.</summary>
    private async ValueTask<bool> IsDone(GroupRow present, ChangeGroup change) =>
        change is { DisplayName: null, ExternalId: null, Extensions: null, Members.ReplacesAll: true }
        && await reads.ReadWithMembers(present.Key) is { Members: { } members } full
        && full.Group.Version == present.Version
        && MemberListReader.Ids(members).SetEquals(change.Members.Add);

    private async ValueTask<GroupRow> Present(bool fresh) => await (fresh ? reads.Load(Key) : reads.Read(Key)) ?? throw await refusals.Missing(Key);

    private async ValueTask<IReadOnlyCollection<ScimObject>?> PresentMembers(GroupChange plan, GroupRow present)
    {
        if (!plan.NeedsMembers)
        {
            return null;
        }

        // Of the same version as the row that the change will be held to; if not, the commit finds out and it is done again.
        var full = await reads.ReadWithMembers(present.Key);
        return full?.Members is { } list ? MemberListReader.ToObjects(list) : [];
    }

    private async ValueTask Require(MemberIdentities identities, GroupRow present)
    {
        if (identities.MustBeMembers.IsEmpty)
        {
            return;
        }

        var full = await reads.ReadWithMembers(present.Key);
        var held = full?.Members is { } list ? MemberListReader.Ids(list) : [];
        foreach (var identity in identities.MustBeMembers)
        {
            if (identity[0] == '?' || !held.Contains(Guid.ParseExact(identity, "D")))
            {
                throw new ScimException(Refusals.PatchNoTarget, $"'{identity.TrimStart('?')}' is no member of the group.");
            }
        }
    }

    private async ValueTask<ChangedGroup?> NameConflict(ChangeGroup change)
    {
        var state = await store.LoadTakeUp(change.Key.Tenant, change.NameKey!, CancellationToken.None);
        return state.Value.NamedAlike is { } holder && holder.Key != change.Key
            ? throw GroupRefusals.NameTaken(change.DisplayName!, change.NameKey!, holder)
            : null;
    }
}
