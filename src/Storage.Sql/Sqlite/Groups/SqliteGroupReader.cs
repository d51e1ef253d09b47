using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Rows;

namespace Scim.Storage.Sql.Sqlite.Groups;

/// <summary>Point reads of groups and roles.</summary>
internal sealed class SqliteGroupReader(SqliteSession session)
{
    private readonly SqliteStatement _byId = session.Prepare(
        $"""
        SELECT e.event_position, {GroupColumns.All}
        FROM environments e LEFT JOIN groups g ON g.environment = e.id AND g.tenant = ?2 AND g.role_id = ?3 AND g.held
        WHERE e.id = ?1
        """);

    // In order of the primary key, which is by user id; the users are looked up one by one.
    private readonly SqliteStatement _members = session.Prepare(
        """
        SELECT u.id, u.display_name
        FROM assignments a CROSS JOIN users u ON u.environment = a.environment AND u.id = a.user_id
        WHERE a.environment = ? AND a.tenant = ? AND a.role_id = ?
        ORDER BY a.user_id
        """);

    private readonly SqliteStatement _takeUp = session.Prepare(
        """
        SELECT e.event_position, t.number, r.id, r.display_name, r.defined
        FROM environments e
        LEFT JOIN tenants t ON t.environment = e.id AND t.key = ?2
        LEFT JOIN roles r ON r.environment = e.id AND r.key = ?3
        WHERE e.id = ?1
        """);

    private readonly SqliteStatement _byNameKey = session.Prepare(
        $"SELECT {GroupColumns.All} FROM groups g WHERE g.environment = ? AND g.tenant = ? AND g.name_key = ?");

    public Loaded<GroupRow?> Load(GroupKey key)
    {
        if (!_byId.Bind(key.Tenant.Environment.Id).Bind(key.Tenant.Key).Bind(key.RoleId).Step())
        {
            return default;
        }

        var loaded = new Loaded<GroupRow?>(_byId.IsNull(1) ? null : GroupColumns.Read(_byId, 1, key.Tenant), _byId.Int64(0));
        _byId.Reset();
        return loaded;
    }

    public Loaded<GroupWithMembers?> LoadWithMembers(GroupKey key)
    {
        session.BeginRead();
        var (group, position) = Load(key);
        var loaded = new Loaded<GroupWithMembers?>(group is null ? null : new GroupWithMembers(group, ReadMembers(group)), position);
        session.EndRead();
        return loaded;
    }

    public Loaded<TakeUpState> LoadTakeUp(TenantKey tenant, string roleKey)
    {
        session.BeginRead();
        if (!_takeUp.Bind(tenant.Environment.Id).Bind(tenant.Key).Bind(roleKey).Step())
        {
            session.EndRead();
            return new Loaded<TakeUpState>(new TakeUpState(false, null, null, null), 0);
        }

        var position = _takeUp.Int64(0);
        var tenantExists = !_takeUp.IsNull(1);
        var role = _takeUp.IsNull(2)
            ? null
            : new RoleRow(new RoleKey(tenant.Environment, roleKey), _takeUp.Id(2), _takeUp.Text(3), _takeUp.Flag(4));
        _takeUp.Reset();
        var held = role is null ? null : Load(new GroupKey(tenant, role.Id)).Value;
        var state = new TakeUpState(tenantExists, role, held, FindByNameKey(tenant, roleKey));
        session.EndRead();
        return new Loaded<TakeUpState>(state, position);
    }

    /// <summary>In the caller's snapshot.</summary>
    public MemberList ReadMembers(GroupRow group)
    {
        if (group.MemberCount == 0)
        {
            return MemberList.Empty;
        }

        var members = new MemberListBuilder(group.MemberCount);
        _members.Bind(group.Key.Tenant.Environment.Id).Bind(group.Key.Tenant.Key).Bind(group.Key.RoleId);
        while (_members.Step())
        {
            members.Add(_members.Id(0), _members.Utf8(1));
        }

        return members.Build();
    }

    private GroupRow? FindByNameKey(TenantKey tenant, string nameKey)
    {
        if (!_byNameKey.Bind(tenant.Environment.Id).Bind(tenant.Key).Bind(nameKey).Step())
        {
            return null;
        }

        var group = GroupColumns.Read(_byNameKey, 0, tenant);
        _byNameKey.Reset();
        return group;
    }
}
