using Npgsql;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Protocol.Filters;
using Scim.Storage.Sql.Filters;
using Scim.Storage.Sql.PostgreSql.Groups;
using Scim.Storage.Sql.PostgreSql.Users;
using static Scim.Storage.Sql.PostgreSql.PostgreSqlParameters;

namespace Scim.Storage.Sql.PostgreSql.Filters;

/// <summary>
/// One statement that finds all matches of a filter (<c>w</c>), takes those of a page (<c>p</c>) and reads them: total, position, then the columns of each. Where an index counts the
/// matches, those of the page are the only ones that are looked for, and they are counted only where the page leaves that open.
/// </summary>
internal sealed class FilteredPage
{
    private readonly List<NpgsqlParameter> _parameters;
    private readonly string _matches;
    private readonly string _total;

    private FilteredPage(ResourceQuery matches, StoreQuery query)
    {
        _parameters = [.. matches.Values.Select(ToParameter)];
        var (count, skipped) = (Add(Of((long)query.Count)), Add(Of(query.StartIndex - 1L)));

        // A page that ends before it is full is the last one, and tells how many matches there are.
        _total = matches.Total is null
            ? "SELECT count(*) FROM w"
            : $"SELECT CASE WHEN n.found > 0 AND n.found < {count} THEN {skipped} + n.found ELSE ({matches.Total}) END FROM (SELECT count(*) AS found FROM p) n";
        _matches = matches.Total is null
            ? $"WITH w AS MATERIALIZED ({matches.Sql}), p AS (SELECT id, number FROM w ORDER BY number LIMIT {count} OFFSET {skipped})"
            : $"WITH p AS ({matches.Sql} LIMIT {count} OFFSET {skipped})";
    }

    public string Sql { get; private set; } = "";

    public NpgsqlParameter[] Parameters => [.. _parameters];

    public static FilteredPage OfUsers(TenantKey tenant, CheckedFilter filter, StoreQuery query)
    {
        var page = new FilteredPage(ResourceQuery.Users(tenant, filter, PostgreSqlDialect.Instance), query);
        var (environment, scope) = (page.Add(Of(tenant.Environment.Id)), page.Add(Of(tenant.Key)));
        page.Sql =
            $"""
            {page._matches}
            SELECT ({page._total}), (SELECT event_position FROM environments WHERE id = {environment}), {UserColumns.View}
            FROM (SELECT {scope} AS tenant) s LEFT JOIN p ON TRUE {PageRows.OfUsers(environment, "p")}
            {UserColumns.Memberships}
            ORDER BY p.number
            """;
        return page;
    }

    public static FilteredPage OfGroups(TenantKey tenant, CheckedFilter filter, StoreQuery query)
    {
        var page = new FilteredPage(ResourceQuery.Groups(tenant, filter, PostgreSqlDialect.Instance), query);
        var (environment, scope) = (page.Add(Of(tenant.Environment.Id)), page.Add(Of(tenant.Key)));
        var (columns, members) = query.WithMembers ? (", m.ids, m.names", GroupColumns.Members) : ("", "");
        page.Sql =
            $"""
            {page._matches}
            SELECT ({page._total}), (SELECT event_position FROM environments WHERE id = {environment}), {GroupColumns.All}{columns}
            FROM (SELECT 1) one LEFT JOIN p ON TRUE {PageRows.OfGroups(environment, scope, "p")} {members}
            ORDER BY p.number
            """;
        return page;
    }

    /// <returns>The parameter's name.</returns>
    private string Add(NpgsqlParameter parameter)
    {
        _parameters.Add(parameter);
        return PostgreSqlDialect.Instance.Parameter(_parameters.Count);
    }

    public static NpgsqlParameter ToParameter(object value) => value switch
    {
        Guid id => Of(id),
        string text => Of(text),
        long number => Of(number),
        bool flag => Of(flag),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };
}
