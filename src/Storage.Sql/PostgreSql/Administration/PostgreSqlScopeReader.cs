using Npgsql;
using Scim.Grains.Interfaces.Environments;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Roles;
using Scim.Grains.Storage;
using static Scim.Storage.Sql.PostgreSql.PostgreSqlParameters;

namespace Scim.Storage.Sql.PostgreSql.Administration;

/// <summary>Reads of projects, environments, tenants, roles and the log.</summary>
internal sealed class PostgreSqlScopeReader(PostgreSqlReads reads)
{
    private const string Position = "(SELECT event_position FROM environments WHERE id = $1)";

    private const string Named = "x.id, x.key, x.name, x.created";

    private const string Role =
        """
        r.id, r.key, r.display_name, r.defined, r.created,
            (SELECT count(*)::integer FROM groups g WHERE g.environment = r.environment AND g.role_id = r.id AND g.held)
        """;

    private const string Projects =
        $"""
        SELECT (SELECT count(*) FROM projects), 0::bigint, {Named}
        FROM (SELECT 1) one LEFT JOIN (SELECT * FROM projects ORDER BY number LIMIT $1 OFFSET $2) x ON TRUE ORDER BY x.number
        """;

    private const string Environments =
        $"""
        SELECT (SELECT count(*) FROM environments WHERE project_id = $1), 0::bigint, {Named}
        FROM (SELECT 1) one LEFT JOIN (SELECT * FROM environments WHERE project_id = $1 ORDER BY number LIMIT $2 OFFSET $3) x ON TRUE ORDER BY x.number
        """;

    private const string Tenants =
        $"""
        SELECT (SELECT count(*) FROM tenants WHERE environment = $1), {Position}, {Named}
        FROM (SELECT 1) one LEFT JOIN (SELECT * FROM tenants WHERE environment = $1 ORDER BY number LIMIT $2 OFFSET $3) x ON TRUE ORDER BY x.number
        """;

    private const string Roles =
        $"""
        SELECT (SELECT count(*) FROM roles WHERE environment = $1), {Position}, {Role}
        FROM (SELECT 1) one LEFT JOIN (SELECT * FROM roles WHERE environment = $1 ORDER BY id LIMIT $2 OFFSET $3) r ON TRUE ORDER BY r.id
        """;

    private const string Events =
        $"""
        SELECT coalesce({Position}, 0), {Position}, x.position, x.time, x.tenant, x.token_id, x.kind, x.resource_id, x.version, x.detail
        FROM (SELECT 1) one LEFT JOIN (SELECT * FROM events WHERE environment = $1 AND position > $2 ORDER BY position LIMIT $3) x ON TRUE ORDER BY x.position
        """;

    // A tenant that holds the role itself is no obstacle, whatever else it calls alike.
    private const string HoldingName =
        """
        SELECT t.key FROM tenants t JOIN groups g ON g.environment = t.environment AND g.tenant = t.key AND g.name_key = $2
        WHERE t.environment = $1 AND g.role_key <> $2
            AND NOT EXISTS (SELECT 1 FROM roles r JOIN groups h ON h.environment = r.environment AND h.tenant = t.key AND h.role_id = r.id
                WHERE r.environment = $1 AND r.key = $2 AND h.held)
        ORDER BY t.number LIMIT 1
        """;

    public ValueTask<bool> IsEmpty(CancellationToken cancellation) => reads.One(
        "SELECT NOT EXISTS (SELECT 1 FROM projects) AND NOT EXISTS (SELECT 1 FROM administrator_keys)", [], static row => row.GetBoolean(0), true, cancellation);

    public ValueTask<NamedResource?> FindProject(string idOrKey, CancellationToken cancellation) =>
        Guid.TryParseExact(idOrKey, "D", out var id)
            ? Find($"SELECT {Named} FROM projects x WHERE x.id = $1", [Of(id)], cancellation)
            : Find($"SELECT {Named} FROM projects x WHERE x.key = $1", [Of(idOrKey)], cancellation);

    public ValueTask<StorePage<NamedResource>> ListProjects(int offset, int limit, CancellationToken cancellation) =>
        reads.Page(Projects, [Of((long)limit), Of((long)offset)], 2, static row => ToNamed(row, 2), cancellation);

    public ValueTask<NamedResource?> FindEnvironment(Guid project, string idOrKey, CancellationToken cancellation) =>
        Guid.TryParseExact(idOrKey, "D", out var id)
            ? Find($"SELECT {Named} FROM environments x WHERE x.project_id = $1 AND x.id = $2", [Of(project), Of(id)], cancellation)
            : Find($"SELECT {Named} FROM environments x WHERE x.project_id = $1 AND x.key = $2", [Of(project), Of(idOrKey)], cancellation);

    public ValueTask<StorePage<NamedResource>> ListEnvironments(Guid project, int offset, int limit, CancellationToken cancellation) =>
        reads.Page(Environments, Scoped(project, offset, limit), 2, static row => ToNamed(row, 2), cancellation);

    public ValueTask<Loaded<NamedResource?>> FindTenant(TenantKey tenant, CancellationToken cancellation) => reads.One(
        $"SELECT e.event_position, {Named} FROM environments e LEFT JOIN tenants x ON x.environment = e.id AND x.key = $2 WHERE e.id = $1",
        [Of(tenant.Environment.Id), Of(tenant.Key)],
        static row => new Loaded<NamedResource?>(row.IsDBNull(1) ? null : ToNamed(row, 1), row.GetInt64(0)), default, cancellation);

    public ValueTask<StorePage<NamedResource>> ListTenants(EnvironmentKey environment, int offset, int limit, CancellationToken cancellation) =>
        reads.Page(Tenants, Scoped(environment.Id, offset, limit), 2, static row => ToNamed(row, 2), cancellation);

    public ValueTask<RoleResource?> FindRole(RoleKey key, CancellationToken cancellation) => reads.One(
        $"SELECT {Role} FROM roles r WHERE r.environment = $1 AND r.key = $2", [Of(key.Environment.Id), Of(key.Key)],
        static row => (RoleResource?)ToRole(row, 0), null, cancellation);

    public ValueTask<StorePage<RoleResource>> ListRoles(EnvironmentKey environment, int offset, int limit, CancellationToken cancellation) =>
        reads.Page(Roles, Scoped(environment.Id, offset, limit), 2, static row => ToRole(row, 2), cancellation);

    public ValueTask<string?> FindTenantHoldingName(RoleKey key, CancellationToken cancellation) =>
        reads.One(HoldingName, [Of(key.Environment.Id), Of(key.Key)], static row => (string?)row.GetString(0), null, cancellation);

    public ValueTask<StorePage<DirectoryEvent>> ReadEvents(EnvironmentKey environment, long after, int limit, CancellationToken cancellation) =>
        reads.Page(Events, [Of(environment.Id), Of(after), Of((long)limit)], 2, ToEvent, cancellation);

    private static NpgsqlParameter[] Scoped(Guid scope, int offset, int limit) => [Of(scope), Of((long)limit), Of((long)offset)];

    private ValueTask<NamedResource?> Find(string sql, NpgsqlParameter[] parameters, CancellationToken cancellation) =>
        reads.One(sql, parameters, static row => (NamedResource?)ToNamed(row, 0), null, cancellation);

    private static NamedResource ToNamed(NpgsqlDataReader row, int first) =>
        new(row.GetGuid(first), row.GetString(first + 1), row.GetString(first + 2), row.Time(first + 3));

    private static RoleResource ToRole(NpgsqlDataReader row, int first) => new(
        row.GetGuid(first), row.GetString(first + 1), row.GetString(first + 2), row.GetBoolean(first + 3), row.GetInt32(first + 5), row.Time(first + 4));

    private static DirectoryEvent ToEvent(NpgsqlDataReader row) => new()
    {
        Position = row.GetInt64(2),
        Time = row.Time(3),
        Tenant = row.OptionalText(4),
        TokenId = row.OptionalId(5),
        Kind = row.GetString(6),
        ResourceId = row.GetGuid(7),
        Version = row.GetInt64(8),
        Detail = row.OptionalText(9),
    };
}
