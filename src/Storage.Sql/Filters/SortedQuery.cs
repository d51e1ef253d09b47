using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Storage.Sql.Groups;
using Scim.Storage.Sql.Users;

namespace Scim.Storage.Sql.Filters;

/// <summary>
/// A query whose rows tell their place: <c>id</c>, <c>number</c> and <c>key</c>, with the order and the condition that a page needs. A page behind a position
/// costs what the first page costs, since an index seeks to it (docs/decisions/0015-order-and-cursors.md). The scope is outside of the filter, as in <see cref="ResourceQuery"/>.
/// </summary>
/// <param name="Rows">All rows, in no order; the alias of what reads them is <c>w</c>.</param>
/// <param name="After">What a row of the page satisfies; <c>TRUE</c> without a position.</param>
/// <param name="Order">Of the page as it is read: reversed when it is read backward.</param>
/// <param name="Key">How to read the key.</param>
/// <param name="IsFiltered">Whether the rows have to be counted, because a filter chooses them and no index tells how many.</param>
/// <param name="IsQuick">Whether an index leads to the page.</param>
/// <param name="Sql">Takes further parameters.</param>
internal sealed record SortedQuery(string Rows, string After, string Order, SortColumn Key, bool IsFiltered, bool IsQuick, FilterSql Sql)
{
    /// <summary>Counts the matches in an index that holds all that the filter asks; null where none does.</summary>
    public string? Total { get; private init; }

    public static SortedQuery Users(TenantKey tenant, StoreQuery query, ISqlDialect dialect)
    {
        var sql = new FilterSql(dialect);
        var scope = new ScopeParameters(tenant, sql);
        var source = new UserAttributeSource(scope, sql);
        var candidates = query.Filter is { } filter ? CandidateFinder.Find(filter, source) : null;
        var condition = query.Filter is null ? "" : $" AND ({new FilterTranslator(source, sql).Translate(query.Filter)})";
        var key = SortColumn.Of(query.Sort?.Target, source, sql);
        var counted = candidates is null && query.Filter is { } asked && CoveringIndex.Of(asked) == CoveringIndex.ByState;
        var filtered = query.Filter is not null && !counted;
        var index = !filtered && key.Index.Length > 0 ? key.Index : null;
        var rows = candidates is null
            ? index is null ? dialect.UsersInOrder : $"users u{dialect.UseIndex(index)}"
            : dialect.LookUp(candidates.Query(sql), "users", "u", $"environment = {scope.Environment} AND id = c.id", "users_by_id");
        var link = source.UsesLink
            ? $" LEFT JOIN links l ON l.environment = u.environment AND l.user_id = u.id AND l.tenant = {scope.Tenant}"
            : "";
        var seeks = !filtered && query is { Sort: null, From: not null };
        var among = candidates is not null ? " AND u.id = c.id"
            : index is null ? dialect.OrderBounds(scope.Environment, first: !seeks || query.Backward, last: !seeks || !query.Backward)
            : "";
        var text = $"SELECT {dialect.UserRow} AS id, {dialect.UserOrder} AS number, {key.Expression} AS key FROM {rows}{link} WHERE u.environment = {scope.Environment}{among}{condition}";
        return Of(text, query, key, candidates, sql) with
        {
            IsFiltered = filtered,
            Total = counted ? $"SELECT count(*) FROM users u{dialect.UseIndex(CoveringIndex.ByState)} WHERE u.environment = {scope.Environment}{condition}" : null,
        };
    }

    public static SortedQuery Groups(TenantKey tenant, StoreQuery query, ISqlDialect dialect)
    {
        var sql = new FilterSql(dialect);
        var scope = new ScopeParameters(tenant, sql);
        var source = new GroupAttributeSource(scope, sql);
        var candidates = query.Filter is { } filter ? CandidateFinder.Find(filter, source) : null;
        var condition = query.Filter is null ? "" : $" AND ({new FilterTranslator(source, sql).Translate(query.Filter)})";
        var key = SortColumn.Of(query.Sort?.Target, source, sql);
        var index = query.Filter is null && key.Index.Length > 0 ? dialect.UseIndex(key.Index) : "";
        var rows = candidates is null
            ? $"groups g{index}"
            : dialect.LookUp(candidates.Query(sql), "groups", "g", $"environment = {scope.Environment} AND tenant = {scope.Tenant} AND role_id = c.id", "");
        var among = candidates is null ? "" : " AND g.role_id = c.id";
        var text = $"SELECT g.role_id AS id, g.number AS number, {key.Expression} AS key FROM {rows} "
            + $"WHERE g.environment = {scope.Environment} AND g.tenant = {scope.Tenant} AND g.held{among}{condition}";
        return Of(text, query, key, candidates, sql);
    }

    private static SortedQuery Of(string rows, StoreQuery query, SortColumn key, Candidates? candidates, FilterSql sql)
    {
        var descending = (query.Sort?.Descending ?? false) != query.Backward;
        var quick = query.Filter is null ? key.IsIndexed : candidates is { IsFew: true };
        var after = query.From is { } position ? key.After(position, descending, sql) : "TRUE";
        return new SortedQuery(rows, after, key.Order(descending), key, query.Filter is not null, quick, sql);
    }
}
