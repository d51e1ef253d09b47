using System.Collections.Immutable;
using Scim.Grains.Interfaces.Environments;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Roles;
using Scim.Grains.Storage;

namespace Scim.Storage.Sql.Sqlite.Administration;

/// <summary>Reads of projects, environments, tenants, roles and the log.</summary>
internal sealed class SqliteScopeReader(SqliteSession session)
{
    private const string Role =
        """
        SELECT r.id, r.key, r.display_name, r.defined, r.created,
            (SELECT count(*) FROM groups g WHERE g.environment = r.environment AND g.role_id = r.id AND g.held = 1)
        FROM roles r
        """;

    private readonly SqliteStatement _any = session.Prepare("SELECT EXISTS (SELECT 1 FROM projects) OR EXISTS (SELECT 1 FROM administrator_keys)");
    private readonly SqliteStatement _projectById = session.Prepare("SELECT id, key, name, created FROM projects WHERE id = ?");
    private readonly SqliteStatement _projectByKey = session.Prepare("SELECT id, key, name, created FROM projects WHERE key = ?");
    private readonly SqliteStatement _projectCount = session.Prepare("SELECT count(*) FROM projects");
    private readonly SqliteStatement _projects = session.Prepare("SELECT id, key, name, created FROM projects ORDER BY number LIMIT ? OFFSET ?");
    private readonly SqliteStatement _environmentById = session.Prepare(
        "SELECT id, key, name, created FROM environments WHERE project_id = ? AND id = ?");

    private readonly SqliteStatement _environmentByKey = session.Prepare(
        "SELECT id, key, name, created FROM environments WHERE project_id = ? AND key = ?");

    private readonly SqliteStatement _environmentCount = session.Prepare("SELECT count(*) FROM environments WHERE project_id = ?");
    private readonly SqliteStatement _environments = session.Prepare(
        "SELECT id, key, name, created FROM environments WHERE project_id = ? ORDER BY number LIMIT ? OFFSET ?");

    private readonly SqliteStatement _position = session.Prepare("SELECT event_position FROM environments WHERE id = ?");
    private readonly SqliteStatement _tenant = session.Prepare("SELECT id, key, name, created FROM tenants WHERE environment = ? AND key = ?");
    private readonly SqliteStatement _tenantCount = session.Prepare("SELECT count(*) FROM tenants WHERE environment = ?");
    private readonly SqliteStatement _tenants = session.Prepare(
        "SELECT id, key, name, created FROM tenants WHERE environment = ? ORDER BY number LIMIT ? OFFSET ?");

    private readonly SqliteStatement _role = session.Prepare($"{Role} WHERE r.environment = ? AND r.key = ?");
    private readonly SqliteStatement _roleCount = session.Prepare("SELECT count(*) FROM roles WHERE environment = ?");
    private readonly SqliteStatement _roles = session.Prepare($"{Role} WHERE r.environment = ? ORDER BY r.id LIMIT ? OFFSET ?");

    // A tenant that holds the role itself is no obstacle, whatever else it calls alike.
    private readonly SqliteStatement _holdingName = session.Prepare(
        """
        SELECT t.key FROM tenants t JOIN groups g ON g.environment = t.environment AND g.tenant = t.key AND g.name_key = ?2
        WHERE t.environment = ?1 AND g.role_key <> ?2
            AND NOT EXISTS (SELECT 1 FROM roles r JOIN groups h ON h.environment = r.environment AND h.tenant = t.key AND h.role_id = r.id
                WHERE r.environment = ?1 AND r.key = ?2 AND h.held)
        ORDER BY t.number LIMIT 1
        """);

    private readonly SqliteStatement _events = session.Prepare(
        """
        SELECT position, time, tenant, token_id, kind, resource_id, version, detail FROM events
        WHERE environment = ? AND position > ? ORDER BY position LIMIT ?
        """);

    public bool IsEmpty()
    {
        _any.Step();
        var any = _any.Flag(0);
        _any.Reset();
        return !any;
    }

    public NamedResource? FindProject(string idOrKey) =>
        ReadNamed(Guid.TryParseExact(idOrKey, "D", out var id) ? _projectById.Bind(id) : _projectByKey.Bind(idOrKey));

    public StorePage<NamedResource> ListProjects(int offset, int limit)
    {
        session.BeginRead();
        var page = new StorePage<NamedResource>(ReadCount(_projectCount), ReadAll(_projects.Bind((long)limit).Bind((long)offset), ToNamed), 0);
        session.EndRead();
        return page;
    }

    public NamedResource? FindEnvironment(Guid project, string idOrKey) =>
        ReadNamed(Guid.TryParseExact(idOrKey, "D", out var id)
            ? _environmentById.Bind(project).Bind(id)
            : _environmentByKey.Bind(project).Bind(idOrKey));

    public StorePage<NamedResource> ListEnvironments(Guid project, int offset, int limit)
    {
        session.BeginRead();
        var page = new StorePage<NamedResource>(
            ReadCount(_environmentCount.Bind(project)), ReadAll(_environments.Bind(project).Bind((long)limit).Bind((long)offset), ToNamed), 0);
        session.EndRead();
        return page;
    }

    public Loaded<NamedResource?> FindTenant(TenantKey tenant)
    {
        session.BeginRead();
        var position = ReadPosition(tenant.Environment);
        var found = ReadNamed(_tenant.Bind(tenant.Environment.Id).Bind(tenant.Key));
        session.EndRead();
        return new Loaded<NamedResource?>(found, position);
    }

    public StorePage<NamedResource> ListTenants(EnvironmentKey environment, int offset, int limit) =>
        ReadPage(environment, _tenantCount, _tenants, offset, limit, ToNamed);

    public RoleResource? FindRole(RoleKey key)
    {
        var found = _role.Bind(key.Environment.Id).Bind(key.Key).Step();
        var role = found ? ToRole(_role) : null;
        _role.Reset();
        return role;
    }

    public StorePage<RoleResource> ListRoles(EnvironmentKey environment, int offset, int limit) =>
        ReadPage(environment, _roleCount, _roles, offset, limit, ToRole);

    public string? FindTenantHoldingName(RoleKey key)
    {
        var tenant = _holdingName.Bind(key.Environment.Id).Bind(key.Key).Step() ? _holdingName.Text(0) : null;
        _holdingName.Reset();
        return tenant;
    }

    public StorePage<DirectoryEvent> ReadEvents(EnvironmentKey environment, long after, int limit)
    {
        session.BeginRead();
        var position = ReadPosition(environment);
        var events = ReadAll(_events.Bind(environment.Id).Bind(after).Bind((long)limit), ToEvent);
        session.EndRead();
        return new StorePage<DirectoryEvent>((int)Math.Min(position, int.MaxValue), events, position);
    }

    /// <summary>0 for an environment that does not exist.</summary>
    public long ReadPosition(EnvironmentKey environment)
    {
        var position = _position.Bind(environment.Id).Step() ? _position.Int64(0) : 0;
        _position.Reset();
        return position;
    }

    public StorePage<T> ReadPage<T>(
        EnvironmentKey environment, SqliteStatement count, SqliteStatement list, int offset, int limit, Func<SqliteStatement, T> read)
    {
        session.BeginRead();
        var position = ReadPosition(environment);
        var total = ReadCount(count.Bind(environment.Id));
        var items = ReadAll(list.Bind(environment.Id).Bind((long)limit).Bind((long)offset), read);
        session.EndRead();
        return new StorePage<T>(total, items, position);
    }

    private static NamedResource? ReadNamed(SqliteStatement row)
    {
        var found = row.Step() ? ToNamed(row) : null;
        row.Reset();
        return found;
    }

    private static int ReadCount(SqliteStatement row)
    {
        row.Step();
        var count = row.Int32(0);
        row.Reset();
        return count;
    }

    private static ImmutableArray<T> ReadAll<T>(SqliteStatement rows, Func<SqliteStatement, T> read)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        while (rows.Step())
        {
            items.Add(read(rows));
        }

        return items.DrainToImmutable();
    }

    private static NamedResource ToNamed(SqliteStatement row) => new(row.Id(0), row.Text(1), row.Text(2), row.Time(3));

    private static RoleResource ToRole(SqliteStatement row) =>
        new(row.Id(0), row.Text(1), row.Text(2), row.Flag(3), row.Int32(5), row.Time(4));

    private static DirectoryEvent ToEvent(SqliteStatement row) => new()
    {
        Position = row.Int64(0),
        Time = row.Time(1),
        Tenant = row.OptionalText(2),
        TokenId = row.OptionalId(3),
        Kind = row.Text(4),
        ResourceId = row.Id(5),
        Version = row.Int64(6),
        Detail = row.OptionalText(7),
    };
}
