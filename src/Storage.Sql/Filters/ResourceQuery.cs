using Scim.Grains.Interfaces.Keys;
using Scim.Protocol.Filters;
using Scim.Storage.Sql.Groups;
using Scim.Storage.Sql.Users;

namespace Scim.Storage.Sql.Filters;

/// <summary>
/// The query that finds every resource a filter matches, in the list's order. The scope is a condition of its own, outside the parentheses of the
/// filter, on the resources and again on what an index proposes: no <c>or</c> gets around it.
/// </summary>
/// <param name="Text">Its columns are what names the resource's row.</param>
/// <param name="Values">The parameters.</param>
/// <param name="IsQuick">Whether an index leaves few resources to look at.</param>
internal sealed record ResourceQuery(string Text, IReadOnlyList<object> Values, bool IsQuick)
{
    public static ResourceQuery Users(TenantKey tenant, CheckedFilter filter, ISqlDialect dialect)
    {
        var sql = new FilterSql(dialect);
        var scope = new ScopeParameters(tenant, sql);
        var source = new UserAttributeSource(scope, sql);
        var candidates = CandidateFinder.Find(filter, source);
        var condition = new FilterTranslator(source, sql).Translate(filter);
        var rows = candidates is null
            ? $"users u{dialect.UseIndex("users_by_number")}"
            : dialect.LookUp(candidates.Query(sql), "users", "u", $"environment = {scope.Environment} AND id = c.id", "users_by_id");
        var link = source.UsesLink
            ? $" LEFT JOIN links l ON l.environment = u.environment AND l.user_id = u.id AND l.tenant = {scope.Tenant}"
            : "";
        var among = candidates is null ? "" : " AND u.id = c.id";
        sql.Text.Append("SELECT ").Append(dialect.UserColumns).Append(" FROM ").Append(rows).Append(link).Append(" WHERE u.environment = ").Append(scope.Environment).Append(among)
            .Append(" AND (").Append(condition).Append(") ORDER BY u.number");
        return new ResourceQuery(sql.Text.ToString(), sql.Values, candidates is { IsFew: true });
    }

    /// <summary>All groups that the tenant holds.</summary>
    public static ResourceQuery AllGroups(TenantKey tenant, ISqlDialect dialect)
    {
        var sql = new FilterSql(dialect);
        var scope = new ScopeParameters(tenant, sql);
        var text = $"SELECT {dialect.GroupColumns} FROM groups g WHERE g.environment = {scope.Environment} AND g.tenant = {scope.Tenant} AND g.held ORDER BY g.number";
        return new ResourceQuery(text, sql.Values, false);
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
