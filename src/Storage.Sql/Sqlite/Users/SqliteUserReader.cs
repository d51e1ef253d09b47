using System.Collections.Immutable;
using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Rows;
using Scim.Storage.Sql.Users;

namespace Scim.Storage.Sql.Sqlite.Users;

/// <summary>Point reads of users. The environment's row is part of the first statement: it gives the position of the snapshot.</summary>
internal sealed class SqliteUserReader(SqliteSession session)
{
    private readonly SqliteStatement _byId = session.Prepare(
        $"""
        SELECT e.event_position, {UserColumns.User}
        FROM environments e LEFT JOIN users u ON u.environment = e.id AND u.id = ?2
        WHERE e.id = ?1
        """);

    private readonly SqliteStatement _byName = session.Prepare(
        $"""
        SELECT e.event_position, {UserColumns.User}
        FROM environments e LEFT JOIN users u ON u.environment = e.id AND u.user_name_folded = ?2
        WHERE e.id = ?1
        """);

    private readonly SqliteStatement _view = session.Prepare(
        $"""
        SELECT e.event_position, {UserColumns.User}, {UserColumns.Link}
        FROM environments e
        LEFT JOIN users u ON u.environment = e.id AND u.id = ?2
        LEFT JOIN links l ON l.environment = e.id AND l.user_id = ?2 AND l.tenant = ?3
        WHERE e.id = ?1
        """);

    private readonly SqliteStatement _viewByRow = session.Prepare(
        $"""
        SELECT {UserColumns.User}, {UserColumns.Link}
        FROM users u LEFT JOIN links l ON l.environment = u.environment AND l.user_id = u.id AND l.tenant = ?2
        WHERE u.row = ?1
        """);

    private readonly SqliteStatement _groups = session.Prepare(
        """
        SELECT g.role_id, g.name
        FROM assignments a CROSS JOIN groups g ON g.environment = a.environment AND g.tenant = a.tenant AND g.role_id = a.role_id
        WHERE a.environment = ? AND a.user_id = ? AND a.tenant = ?
        ORDER BY a.role_id
        """);

    private readonly SqliteStatement _link = session.Prepare(
        $"""
        SELECT e.event_position, {UserColumns.Link}
        FROM environments e LEFT JOIN links l ON l.environment = e.id AND l.user_id = ?2 AND l.tenant = ?3
        WHERE e.id = ?1
        """);

    private readonly SqliteStatement _roles = session.Prepare(
        "SELECT role_id FROM assignments WHERE environment = ? AND user_id = ? AND tenant = ? ORDER BY role_id");

    private readonly SqliteStatement _idExists = session.Prepare("SELECT 1 FROM users WHERE environment = ? AND id = ?");
    private readonly SqliteStatement _idByName = session.Prepare("SELECT id FROM users WHERE environment = ? AND user_name_folded = ?");

    public Loaded<UserRow?> Load(UserKey key) => ReadOne(_byId.Bind(key.Environment.Id).Bind(key.Id), key.Environment);

    public Loaded<UserRow?> Find(EnvironmentKey environment, string userName) =>
        ReadOne(_byName.Bind(environment.Id).Bind(UserNames.Fold(userName)), environment);

    public Loaded<UserView?> LoadView(MembershipKey key)
    {
        var (tenant, userId) = key;
        session.BeginRead();
        if (!_view.Bind(tenant.Environment.Id).Bind(userId).Bind(tenant.Key).Step())
        {
            session.EndRead();
            return default;
        }

        var position = _view.Int64(0);
        var user = _view.IsNull(1) ? null : UserColumns.ReadUser(_view, 1, tenant.Environment);
        var link = UserColumns.ReadLink(_view, 1 + UserColumns.UserCount);
        _view.Reset();
        var view = user is null ? null : new UserView(user, link, ReadGroups(tenant, userId));
        session.EndRead();
        return new Loaded<UserView?>(view, position);
    }

    /// <summary>A user that is known to exist in the caller's snapshot.</summary>
    public UserView ReadView(TenantKey tenant, long row)
    {
        _viewByRow.Bind(row).Bind(tenant.Key).Step();
        var user = UserColumns.ReadUser(_viewByRow, 0, tenant.Environment);
        var link = UserColumns.ReadLink(_viewByRow, UserColumns.UserCount);
        _viewByRow.Reset();
        return new UserView(user, link, ReadGroups(tenant, user.Key.Id));
    }

    public Loaded<MembershipRow> LoadMembership(MembershipKey key)
    {
        var (tenant, userId) = key;
        session.BeginRead();
        if (!_link.Bind(tenant.Environment.Id).Bind(userId).Bind(tenant.Key).Step())
        {
            session.EndRead();
            return new Loaded<MembershipRow>(MembershipRow.None, 0);
        }

        var position = _link.Int64(0);
        var link = UserColumns.ReadLink(_link, 1);
        _link.Reset();
        var roles = ImmutableArray.CreateBuilder<Guid>();
        _roles.Bind(tenant.Environment.Id).Bind(userId).Bind(tenant.Key);
        while (_roles.Step())
        {
            roles.Add(_roles.Id(0));
        }

        session.EndRead();
        var membership = link is null && roles.Count == 0 ? MembershipRow.None : new MembershipRow(link, roles.DrainToImmutable());
        return new Loaded<MembershipRow>(membership, position);
    }

    public IReadOnlyDictionary<string, Guid> Resolve(EnvironmentKey environment, ImmutableArray<string> values)
    {
        var found = new Dictionary<string, Guid>(StringComparer.Ordinal);
        session.BeginRead();
        foreach (var value in values)
        {
            if (Guid.TryParseExact(value, "D", out var id) && Exists(environment, id))
            {
                found[value] = id;
            }
            else if (_idByName.Bind(environment.Id).Bind(UserNames.Fold(value)).Step())
            {
                found[value] = _idByName.Id(0);
                _idByName.Reset();
            }
        }

        session.EndRead();
        return found;
    }

    private static Loaded<UserRow?> ReadOne(SqliteStatement statement, EnvironmentKey environment)
    {
        if (!statement.Step())
        {
            return default;
        }

        var loaded = new Loaded<UserRow?>(statement.IsNull(1) ? null : UserColumns.ReadUser(statement, 1, environment), statement.Int64(0));
        statement.Reset();
        return loaded;
    }

    private ImmutableArray<GroupName> ReadGroups(TenantKey tenant, Guid userId)
    {
        _groups.Bind(tenant.Environment.Id).Bind(userId).Bind(tenant.Key);
        if (!_groups.Step())
        {
            return [];
        }

        var groups = ImmutableArray.CreateBuilder<GroupName>();
        do
        {
            groups.Add(new GroupName(_groups.Id(0), _groups.Text(1)));
        }
        while (_groups.Step());
        return groups.DrainToImmutable();
    }

    private bool Exists(EnvironmentKey environment, Guid id)
    {
        var exists = _idExists.Bind(environment.Id).Bind(id).Step();
        _idExists.Reset();
        return exists;
    }
}
