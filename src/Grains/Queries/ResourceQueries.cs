using System.Collections.Immutable;
using Scim.Grains.Groups;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Queries;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Requests;
using Scim.Grains.Schemas;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Rows;
using Scim.Grains.Users;
using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;
using Scim.Protocol.Sorting;

namespace Scim.Grains.Queries;

/// <summary>
/// Lists over users and groups (RFC 7644 §3.4.2.1): each type answers its own part, and the parts are merged in the order of their places. So a page by cursor
/// costs two pages, wherever it is.
/// </summary>
internal sealed class ResourceQueries(IDirectoryStore store, EnvironmentSchemas schemas, CursorPages cursors)
{
    /// <summary>Resources of one type that a sorted page by index looks at: to merge two sorted lists one has to begin at their beginnings.</summary>
    private const int MostMerged = 5000;

    public async ValueTask<Page<FoundResource>> Page(TenantKey tenant, ListRequest request)
    {
        var types = (await schemas.Of(tenant.Environment)).ResourceTypes.AsMemory();
        var page = await Page(tenant, types, request);

        // Asked for behind the read: what was read follows no later one.
        var version = (await schemas.Of(tenant.Environment)).Version;
        return version == 0 ? page : page with { Items = [.. page.Items.Select(found => Marked(found, version))] };
    }

    private ValueTask<Page<FoundResource>> Page(TenantKey tenant, ReadOnlyMemory<ResourceType> types, ListRequest request)
    {
        var filter = request.Filter is { } text ? FilterParser.Parse(text) : null;
        var sorts = request.SortBy is { } sortBy ? ResourceSort.Parse(sortBy, request.Descending, types.Span) : new ResourceSort?[types.Length];
        var users = new RankedList<UserView>(0, QueryOf(filter, 0, types.Span, sorts, request), query => store.QueryUsers(tenant, query, CancellationToken.None));
        var groups = new RankedList<GroupWithMembers>(1, QueryOf(filter, 1, types.Span, sorts, request), query => store.QueryGroups(tenant, query, CancellationToken.None));
        return request.Cursor is not null ? cursors.Read(CursorScope.Of(tenant, "", request), request, window => Merged(users, groups, window, request.Descending))
            : request.SortBy is null ? InTurn(users, groups, request)
            : Sorted(users, groups, request);
    }

    private static StoreQuery? QueryOf(FilterNode? filter, int rank, ReadOnlySpan<ResourceType> types, ResourceSort?[] sorts, ListRequest request)
    {
        var check = filter is null ? null : MixedFilterChecker.Check(filter, types[rank], types);
        FilterDeviations.Check(check, request.Profile());
        return check switch
        {
            CheckedFilter.Constant { Value: false } => null,
            CheckedFilter.Constant or null => new StoreQuery(null, 1, 0, request.WithMembers) { Sort = sorts[rank] },
            _ => new StoreQuery(check, 1, 0, request.WithMembers) { Sort = sorts[rank] },
        };
    }

    // All users, then all groups.
    private static async ValueTask<Page<FoundResource>> InTurn(RankedList<UserView> users, RankedList<GroupWithMembers> groups, ListRequest request)
    {
        var first = await users.Read(request.StartIndex, request.Count);
        var second = await groups.Read((int)Math.Max(1, (long)request.StartIndex - first.Total), request.Count - first.Items.Length);
        return new Page<FoundResource>(first.Total + second.Total, [.. first.Items.Select(Found), .. second.Items.Select(Found)]);
    }

    private static async ValueTask<Page<FoundResource>> Sorted(RankedList<UserView> users, RankedList<GroupWithMembers> groups, ListRequest request)
    {
        var end = request.StartIndex - 1L + request.Count;
        if (request.Count > 0 && end > MostMerged)
        {
            throw new ScimException(Refusals.TooManyResults, $"A sorted page over all resource types ends at {MostMerged} at most; ask with 'cursor' for what is behind.");
        }

        var part = await Merged(users, groups, new PageWindow(request.Count == 0 ? 0 : (int)end, null, false), request.Descending);
        return new Page<FoundResource>(part.Total, [.. part.Items.Skip(request.StartIndex - 1)]);
    }

    private static async ValueTask<PagePart<FoundResource>> Merged(
        RankedList<UserView> users, RankedList<GroupWithMembers> groups, PageWindow window, bool descending)
    {
        var (first, second) = (await users.Read(window), await groups.Read(window));
        var all = first.Items.Select(Found).Zip(first.Places).Concat(second.Items.Select(Found).Zip(second.Places))
            .OrderBy(found => found.Second, Comparer<ListPlace>.Create((l, r) => descending ? ListPlace.Compare(r, l) : ListPlace.Compare(l, r)))
            .ToImmutableArray();
        var length = Math.Min(window.Count, all.Length);
        var part = all.Slice(window.Backward ? all.Length - length : 0, length);
        return new PagePart<FoundResource>(first.Total + second.Total, [.. part.Select(p => p.First)], [.. part.Select(p => p.Second)]);
    }

    private static FoundResource Marked(FoundResource found, long version) => found switch
    {
        { User: { } user } => found with { User = user with { SchemasVersion = version } },
        { Group: { Extensions: not null } group } => found with { Group = group with { SchemasVersion = version } },
        _ => found,
    };

    private static FoundResource Found(UserView user) => new(user.ToResource(), null);

    private static FoundResource Found(GroupWithMembers group) => new(null, GroupAnswers.ToResource(group));
}
