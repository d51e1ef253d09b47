using Npgsql;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Rows;
using Scim.Storage.Sql.PostgreSql.Filters;
using static Scim.Storage.Sql.PostgreSql.PostgreSqlParameters;

namespace Scim.Storage.Sql.PostgreSql.Groups;

/// <summary>Reads of groups and roles.</summary>
internal sealed class PostgreSqlGroupReader(PostgreSqlReads reads)
{
    private const string ById =
        $"""
        SELECT e.event_position, {GroupColumns.All}
        FROM environments e LEFT JOIN groups g ON g.environment = e.id AND g.tenant = $2 AND g.role_id = $3 AND g.held
        WHERE e.id = $1
        """;

    private const string WithMembers =
        $"""
        SELECT e.event_position, {GroupColumns.All}, m.ids, m.names
        FROM environments e LEFT JOIN groups g ON g.environment = e.id AND g.tenant = $2 AND g.role_id = $3 AND g.held {GroupColumns.Members}
        WHERE e.id = $1
        """;

    private const string TakeUp =
        """
        SELECT e.event_position, t.number, r.id, r.display_name, r.defined,
            h.role_id, h.role_key, h.name, h.external_id, h.version, h.member_count, h.created, h.modified, h.extensions,
            n.role_id, n.role_key, n.name, n.external_id, n.version, n.member_count, n.created, n.modified, n.extensions
        FROM environments e
        LEFT JOIN tenants t ON t.environment = e.id AND t.key = $2
        LEFT JOIN roles r ON r.environment = e.id AND r.key = $3
        LEFT JOIN groups h ON h.environment = e.id AND h.tenant = $2 AND h.role_id = r.id AND h.held
        LEFT JOIN groups n ON n.environment = e.id AND n.tenant = $2 AND n.name_key = $3
        WHERE e.id = $1
        """;

    public ValueTask<Loaded<GroupRow?>> Load(GroupKey key, CancellationToken cancellation) => reads.One(
        ById, Key(key), row => new Loaded<GroupRow?>(GroupColumns.ReadOptional(row, 1, key.Tenant), row.GetInt64(0)), default, cancellation);

    public ValueTask<Loaded<GroupWithMembers?>> LoadWithMembers(GroupKey key, CancellationToken cancellation) => reads.One(
        WithMembers, Key(key),
        row => new Loaded<GroupWithMembers?>(
            GroupColumns.ReadOptional(row, 1, key.Tenant) is { } group ? new GroupWithMembers(group, GroupColumns.ReadMembers(row, 1 + GroupColumns.Count)) : null,
            row.GetInt64(0)),
        default, cancellation);

    public ValueTask<Loaded<TakeUpState>> LoadTakeUp(TenantKey tenant, string roleKey, CancellationToken cancellation) => reads.One(
        TakeUp, [Of(tenant.Environment.Id), Of(tenant.Key), Of(roleKey)],
        row =>
        {
            var role = row.IsDBNull(2)
                ? null
                : new RoleRow(new RoleKey(tenant.Environment, roleKey), row.GetGuid(2), row.GetString(3), row.GetBoolean(4));
            var state = new TakeUpState(
                !row.IsDBNull(1), role, GroupColumns.ReadOptional(row, 5, tenant), GroupColumns.ReadOptional(row, 5 + GroupColumns.Count, tenant));
            return new Loaded<TakeUpState>(state, row.GetInt64(0));
        },
        new Loaded<TakeUpState>(new TakeUpState(false, null, null, null), 0), cancellation);

    public ValueTask<StorePage<GroupWithMembers>> Query(TenantKey tenant, StoreQuery query, CancellationToken cancellation)
    {
        if (!query.IsPlain || query.Filter is not { } filter)
        {
            return Sorted(tenant, query, cancellation);
        }

        var page = FilteredPage.OfGroups(tenant, filter, query);
        return reads.Page(
            page.Sql, page.Parameters, 2,
            row => new GroupWithMembers(GroupColumns.Read(row, 2, tenant), query.WithMembers ? GroupColumns.ReadMembers(row, 2 + GroupColumns.Count) : null),
            cancellation);
    }

    private async ValueTask<StorePage<GroupWithMembers>> Sorted(TenantKey tenant, StoreQuery query, CancellationToken cancellation)
    {
        var page = SortedPage.OfGroups(tenant, query);
        return page.ToPage(await reads.Page(
            page.Sql, page.Parameters, SortedPage.FirstColumn,
            row => (
                new GroupWithMembers(
                    GroupColumns.Read(row, SortedPage.FirstColumn, tenant),
                    query.WithMembers ? GroupColumns.ReadMembers(row, SortedPage.FirstColumn + GroupColumns.Count) : null),
                page.ReadPosition(row)),
            cancellation));
    }

    private static NpgsqlParameter[] Key(GroupKey key) => [Of(key.Tenant.Environment.Id), Of(key.Tenant.Key), Of(key.RoleId)];
}
