using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Queries;
using Scim.Grains.Requests;
using Scim.Grains.Schemas;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Rows;
using Scim.Protocol.Deviations;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;
using Scim.Protocol.Sorting;

namespace Scim.Grains.Groups;

/// <summary>Lists of the groups that a tenant holds.</summary>
internal sealed class GroupQueries(IDirectoryStore store, EnvironmentSchemas schemas, GroupAnswers answers, CursorPages cursors)
{
    public async ValueTask<Page<GroupResource>> Page(TenantKey tenant, ListRequest request) =>
        await answers.Of(tenant, await Page(tenant, (await schemas.Of(tenant.Environment)).Group, request));

    private async ValueTask<Page<GroupResource>> Page(TenantKey tenant, ResourceType type, ListRequest request)
    {
        var filter = request.Filter is { } text ? FilterChecker.Check(FilterParser.Parse(text), type) : null;
        FilterDeviations.Check(filter, request.Profile());
        var sort = request.SortBy is { } sortBy ? ResourceSort.Parse(sortBy, request.Descending, type) : null;
        var query = new StoreQuery(filter, request.StartIndex, request.Count, request.WithMembers) { Sort = sort };
        var list = new RankedList<GroupWithMembers>(0, query, query => store.QueryGroups(tenant, query, CancellationToken.None));
        if (request.Cursor is not null)
        {
            return await cursors.Read(CursorScope.Of(tenant, type.Endpoint, request), request, async window =>
            {
                var part = await list.Read(window);
                return new PagePart<GroupResource>(part.Total, [.. part.Items.Select(GroupAnswers.ToResource)], part.Places);
            });
        }

        var page = await list.Read(request.StartIndex, request.Count);
        return new Page<GroupResource>(page.Total, [.. page.Items.Select(GroupAnswers.ToResource)]);
    }
}
