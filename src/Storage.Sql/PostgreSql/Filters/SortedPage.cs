using Npgsql;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Protocol.Sorting;
using Scim.Storage.Sql.Filters;
using Scim.Storage.Sql.PostgreSql.Groups;
using Scim.Storage.Sql.PostgreSql.Users;

namespace Scim.Storage.Sql.PostgreSql.Filters;

/// <summary>
/// One statement that takes a page in an order or behind a position and reads it: total, position of the snapshot, number and key of each resource, then its
/// columns. Only a filter's matches are found all, to be counted; all resources are counted without being read.
/// </summary>
internal sealed class SortedPage
{
    /// <summary>Where the resource's columns begin.</summary>
    public const int FirstColumn = 4;

    private readonly StoreQuery _query;
    private readonly SortedQuery _sorted;
    private readonly string _page;

    private SortedPage(SortedQuery sorted, StoreQuery query)
    {
        (_sorted, _query) = (sorted, query);
        var limit = sorted.Sql.Parameter((long)query.Count);
        var offset = sorted.Sql.Parameter(query.StartIndex - 1L);

        // Where no two keys are the same the number is left to those that are read: so what goes before the page may be counted off in the index alone.
        var columns = sorted.Key.IsUnique ? "w.id, w.key" : "w.id, w.number, w.key";
        var rows = sorted.IsFiltered ? $"WITH w AS MATERIALIZED ({sorted.Rows}), p AS (SELECT {columns} FROM w" : $"WITH p AS (SELECT {columns} FROM ({sorted.Rows}) w";
        _page = $"{rows} WHERE {sorted.After} ORDER BY {sorted.Order} LIMIT {limit} OFFSET {offset})";
    }

    public string Sql { get; private set; } = "";

    public NpgsqlParameter[] Parameters => [.. _sorted.Sql.Values.Select(FilteredPage.ToParameter)];

    public static SortedPage OfUsers(TenantKey tenant, StoreQuery query)
    {
        var page = new SortedPage(SortedQuery.Users(tenant, query, PostgreSqlDialect.Instance), query);
        var (environment, scope) = (page.Parameter(tenant.Environment.Id), page.Parameter(tenant.Key));
        var total = query.Filter is null ? $"SELECT coalesce(sum(count), 0)::bigint FROM user_blocks WHERE environment = {environment}" : page._sorted.Total ?? "SELECT count(*) FROM w";
        page.Sql =
            $"""
            {page._page}
            SELECT ({total}), (SELECT event_position FROM environments WHERE id = {environment}), u.number, w.key, {UserColumns.View}
            FROM (SELECT {scope} AS tenant) s LEFT JOIN p w ON TRUE {PageRows.OfUsers(environment, "w")}
            {UserColumns.Memberships}
            ORDER BY {page._sorted.Order}
            """;
        return page;
    }

    public static SortedPage OfGroups(TenantKey tenant, StoreQuery query)
    {
        var page = new SortedPage(SortedQuery.Groups(tenant, query, PostgreSqlDialect.Instance), query);
        var (environment, scope) = (page.Parameter(tenant.Environment.Id), page.Parameter(tenant.Key));
        var total = query.Filter is null ? $"SELECT count(*) FROM groups WHERE environment = {environment} AND tenant = {scope} AND held" : "SELECT count(*) FROM w";
        var (columns, members) = query.WithMembers ? (", m.ids, m.names", GroupColumns.Members) : ("", "");
        page.Sql =
            $"""
            {page._page}
            SELECT ({total}), (SELECT event_position FROM environments WHERE id = {environment}), g.number, w.key, {GroupColumns.All}{columns}
            FROM (SELECT 1) one LEFT JOIN p w ON TRUE {PageRows.OfGroups(environment, scope, "w")} {members}
            ORDER BY {page._sorted.Order}
            """;
        return page;
    }

    public StorePosition ReadPosition(NpgsqlDataReader row) => new(row.IsDBNull(3) ? null : ReadKey(row), row.GetInt64(2));

    /// <summary>The page as it was read, in the list's order.</summary>
    public StorePage<T> ToPage<T>(StorePage<(T Item, StorePosition Position)> read)
    {
        var items = _query.Backward ? [.. read.Items.Reverse()] : read.Items;
        return new StorePage<T>(read.Total, [.. items.Select(i => i.Item)], read.Position) { Positions = [.. items.Select(i => i.Position)] };
    }

    private SortKey? ReadKey(NpgsqlDataReader row) => _sorted.Key.Kind switch
    {
        SlotKind.Id => SortKey.Of(row.GetGuid(3).ToString("D")),
        SlotKind.Instant or SlotKind.Flag => SortKey.Of(row.GetInt64(3)),
        SlotKind.Number => SortKey.Of(row.GetDecimal(3)),
        _ => new SortKey(row.GetString(3), 0),
    };

    private string Parameter(object value) => _sorted.Sql.Parameter(value);
}
