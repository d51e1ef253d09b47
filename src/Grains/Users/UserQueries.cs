using System.Collections.Immutable;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Users;
using Scim.Grains.Queries;
using Scim.Grains.Requests;
using Scim.Grains.Schemas;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Rows;
using Scim.Protocol.Comparisons;
using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;
using Scim.Protocol.Sorting;

namespace Scim.Grains.Users;

/// <summary>Lists of users. A look-up of one user by userName or id, which identity providers send before every change, is answered from copies where they are current.</summary>
internal sealed class UserQueries(IDirectoryStore store, EnvironmentSchemas schemas, UserReads reads, UserNameHints hints, CursorPages cursors)
{
    public async ValueTask<Page<UserResource>> Page(TenantKey tenant, ListRequest request)
    {
        var filter = request.Filter is { } text ? FilterParser.Parse(text) : null;
        var type = (await schemas.Of(tenant.Environment)).User;
        var page = !request.IsPlain ? await Ordered(tenant, type, filter, request)
            : FromCopies(tenant, filter, request) ?? await Query(tenant, type, filter, request);

        // Asked for behind the read: what was read follows no later one.
        var version = (await schemas.Of(tenant.Environment)).Version;
        return version == 0 ? page : page with { Items = [.. page.Items.Select(user => user with { SchemasVersion = version })] };
    }

    /// <summary>The answer to a look-up of one user, if that user is kept here and current; else null.</summary>
    /// <exception cref="ScimException">The filter does not follow the grammar.</exception>
    public Page<UserResource>? FromCopies(TenantKey tenant, ListRequest request) =>
        FromCopies(tenant, request.Filter is { } text ? FilterParser.Parse(text) : null, request);

    private Page<UserResource>? FromCopies(TenantKey tenant, FilterNode? filter, ListRequest request) =>
        filter is ComparisonNode { Operator: ComparisonOperator.Eq, Attribute: { SchemaUrn: null, SubAttribute: null } attribute, Value.Text: { } value }
        && request is { StartIndex: 1, Count: > 0, IsPlain: true }
        && Known(tenant, attribute.Name, value) is { } known
            ? new Page<UserResource>(1, [known.ToResource()])
            : null;

    /// <summary>The one user of that userName or id, if it is kept here and current: no other can have either.</summary>
    private UserView? Known(TenantKey tenant, string attribute, string value)
    {
        if (attribute.Equals("userName", StringComparison.OrdinalIgnoreCase))
        {
            var folded = CaseFolding.Fold(value);
            return hints.Find(tenant.Environment, folded) is { } id
                && reads.FromCopies(new MembershipKey(tenant, id)) is { } view
                && CaseFolding.Fold(view.User.UserName) == folded
                ? view
                : null;
        }

        return attribute.Equals("id", StringComparison.OrdinalIgnoreCase)
            && Guid.TryParseExact(value, "D", out var exact) && exact.ToString("D") == value
            ? reads.FromCopies(new MembershipKey(tenant, exact))
            : null;
    }

    private static CheckedFilter? Answerable(ResourceType type, FilterNode? filter, ListRequest request)
    {
        var answerable = filter is null ? null : FilterChecker.Check(filter, type);
        FilterDeviations.Check(answerable, request.Profile());
        return answerable;
    }

    private async ValueTask<Page<UserResource>> Ordered(TenantKey tenant, ResourceType type, FilterNode? filter, ListRequest request)
    {
        var sort = request.SortBy is { } sortBy ? ResourceSort.Parse(sortBy, request.Descending, type) : null;
        var query = new StoreQuery(Answerable(type, filter, request), request.StartIndex, request.Count) { Sort = sort };
        var list = new RankedList<UserView>(0, query, query => store.QueryUsers(tenant, query, CancellationToken.None));
        if (request.Cursor is not null)
        {
            return await cursors.Read(CursorScope.Of(tenant, type.Endpoint, request), request, async window =>
            {
                var part = await list.Read(window);
                return new PagePart<UserResource>(part.Total, [.. part.Items.Select(static view => view.ToResource())], part.Places);
            });
        }

        var page = await list.Read(request.StartIndex, request.Count);
        return new Page<UserResource>(page.Total, [.. page.Items.Select(static view => view.ToResource())]);
    }

    private async ValueTask<Page<UserResource>> Query(TenantKey tenant, ResourceType type, FilterNode? filter, ListRequest request)
    {
        var page = await store.QueryUsers(tenant, new StoreQuery(Answerable(type, filter, request), request.StartIndex, request.Count), CancellationToken.None);
        if (filter is ComparisonNode && page.Items is [var only])
        {
            hints.Remember(tenant.Environment, only.User);
            await reads.Read(new MembershipKey(tenant, only.User.Key.Id));
        }

        var users = ImmutableArray.CreateBuilder<UserResource>(page.Items.Length);
        foreach (var view in page.Items)
        {
            users.Add(view.ToResource());
        }

        return new Page<UserResource>(page.Total, users.MoveToImmutable());
    }
}
