using Scim.Grains.Interfaces.Keys;
using Scim.Protocol.Filters;
using Scim.Storage.Sql.Groups;
using Scim.Storage.Sql.Users;

namespace Scim.Storage.Sql.Filters;

/// <summary>
/// The query that finds every resource a filter matches, in the list's order. The scope is a condition of its own, outside the parentheses of the
/// filter, on the resources and again on what an index proposes: no <c>or</c> gets around it.
/// </summary>
/// <param name="Sql">Its columns are what names the resource's row.</param>
/// <param name="Values">The parameters.</param>
/// <param name="IsQuick">Whether an index leaves few resources to look at.</param>
internal sealed record ResourceQuery(string Sql, IReadOnlyList<object> Values, bool IsQuick)
{
    /// <summary>Counts the matches in an index that holds all that the filter asks; null where none does, and the matches are counted as they are found.</summary>
    public string? Total { get; init; }

    /// <summary>The same as <see cref="Sql"/>, found in that index and then put in order: for few among many.</summary>
    public string? FromIndex { get; init; }

    public static ResourceQuery Users(TenantKey tenant, CheckedFilter filter, ISqlDialect dialect)
    {
        var sql = new FilterSql(dialect);
        var scope = new ScopeParameters(tenant, sql);
        var source = new UserAttributeSource(scope, sql);
        var candidates = CandidateFinder.Find(filter, source);
        var condition = new FilterTranslator(source, sql).Translate(filter);
        var rows = candidates is null
            ? dialect.UsersInOrder
            : dialect.LookUp(candidates.Query(sql), "users", "u", $"environment = {scope.Environment} AND id = c.id", "users_by_id");
        var link = source.UsesLink
            ? $" LEFT JOIN links l ON l.environment = u.environment AND l.user_id = u.id AND l.tenant = {scope.Tenant}"
            : "";
        var among = candidates is null ? dialect.OrderBounds(scope.Environment, first: true, last: true) : " AND u.id = c.id";
        var covering = candidates is null && CoveringIndex.Of(filter) is { } index
            ? $"users u{dialect.UseIndex(index)} WHERE u.environment = {scope.Environment} AND ({condition})"
            : null;
        sql.Text.Append("SELECT ").Append(dialect.UserColumns).Append(" FROM ").Append(rows).Append(link).Append(" WHERE u.environment = ").Append(scope.Environment).Append(among)
            .Append(" AND (").Append(condition).Append(") ORDER BY ").Append(dialect.UserOrder);
        return new ResourceQuery(sql.Text.ToString(), sql.Values, candidates is { IsFew: true })
        {
            Total = covering is null ? null : $"SELECT count(*) FROM {covering}",
            FromIndex = covering is null ? null : $"SELECT {dialect.UserColumns} FROM {covering} ORDER BY {dialect.UserOrder}",
        };
    }

    public static ResourceQuery Groups(TenantKey tenant, CheckedFilter filter, ISqlDialect dialect)
    {
        var sql = new FilterSql(dialect);
        var scope = new ScopeParameters(tenant, sql);
        var source = new GroupAttributeSource(scope, sql);
        var candidates = CandidateFinder.Find(filter, source);
        var condition = new FilterTranslator(source, sql).Translate(filter);
        var rows = candidates is null
            ? "groups g"
            : dialect.LookUp(candidates.Query(sql), "groups", "g", $"environment = {scope.Environment} AND tenant = {scope.Tenant} AND role_id = c.id", "");
        var among = candidates is null ? "" : " AND g.role_id = c.id";
        sql.Text.Append("SELECT ").Append(dialect.GroupColumns).Append(" FROM ").Append(rows).Append(" WHERE g.environment = ").Append(scope.Environment)
            .Append(" AND g.tenant = ").Append(scope.Tenant).Append(" AND g.held").Append(among)
            .Append(" AND (").Append(condition).Append(") ORDER BY g.number");
        return new ResourceQuery(sql.Text.ToString(), sql.Values, candidates is { IsFew: true });
    }
}
