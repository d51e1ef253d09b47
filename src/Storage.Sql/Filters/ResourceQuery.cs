using Scim.Grains.Interfaces.Keys;
using Scim.Protocol.Filters;
using Scim.Storage.Sql.Groups;
using Scim.Storage.Sql.Users;

namespace Scim.Storage.Sql.Filters;

/// <summary>
/// The query that finds every resource a filter matches, in the list's order. The scope is a condition of its own, outside the parentheses of the
/// filter, on the resources and again on what an index proposes: no <c>or</c> gets around it.
/// </summary>
/// <param name="Text">One column: what names the resource's row.</param>
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
            : $"({candidates.Query(sql)}) c CROSS JOIN users u{dialect.UseIndex("users_by_id")}";
        var link = source.UsesLink
            ? $" LEFT JOIN links l ON l.environment = u.environment AND l.user_id = u.id AND l.tenant = {scope.Tenant}"
            : "";
        var among = candidates is null ? "" : " AND u.id = c.id";
        sql.Text.Append("SELECT u.row FROM ").Append(rows).Append(link).Append(" WHERE u.environment = ").Append(scope.Environment).Append(among)
            .Append(" AND (").Append(condition).Append(") ORDER BY u.number");
        return new ResourceQuery(sql.Text.ToString(), sql.Values, candidates is { IsFew: true });
    }

    public static ResourceQuery Groups(TenantKey tenant, CheckedFilter filter, ISqlDialect dialect)
    {
        var sql = new FilterSql(dialect);
        var scope = new ScopeParameters(tenant, sql);
        var source = new GroupAttributeSource(scope, sql);
        var candidates = CandidateFinder.Find(filter, source);
        var condition = new FilterTranslator(source, sql).Translate(filter);
        var rows = candidates is null ? "groups g" : $"({candidates.Query(sql)}) c CROSS JOIN groups g";
        var among = candidates is null ? "" : " AND g.role_id = c.id";
        sql.Text.Append("SELECT g.role_id FROM ").Append(rows).Append(" WHERE g.environment = ").Append(scope.Environment)
            .Append(" AND g.tenant = ").Append(scope.Tenant).Append(" AND g.held").Append(among)
            .Append(" AND (").Append(condition).Append(") ORDER BY g.number");
        return new ResourceQuery(sql.Text.ToString(), sql.Values, candidates is { IsFew: true });
    }
}
