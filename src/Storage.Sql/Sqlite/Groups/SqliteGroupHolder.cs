using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Protocol.Comparisons;

namespace Scim.Storage.Sql.Sqlite.Groups;

/// <summary>How a tenant comes to hold a role: by its POST, by an administrator's definition, or by being created after one.</summary>
internal sealed class SqliteGroupHolder(SqliteSession session)
{
    private readonly SqliteStatement _next = session.Prepare(
        "UPDATE tenants SET group_number = group_number + 1 WHERE environment = ? AND key = ? RETURNING group_number");

    private readonly SqliteStatement _tenant = session.Prepare("SELECT 1 FROM tenants WHERE environment = ? AND key = ?");
    private readonly SqliteStatement _held = session.Prepare(
        "SELECT held, version FROM groups WHERE environment = ? AND tenant = ? AND role_id = ?");

    private readonly SqliteStatement _insert = session.Prepare(
        """
        INSERT INTO groups (environment, tenant, role_id, held, number, role_key, name, name_key, name_folded, external_id, version, member_count, created, modified, extensions)
        VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)
        ON CONFLICT (environment, tenant, name_key) DO NOTHING
        """);

    private readonly SqliteStatement _takeAgain = session.Prepare(
        """
        UPDATE OR IGNORE groups SET held = 1, number = ?, name = ?, name_key = ?, name_folded = ?, external_id = ?, version = ?, member_count = 0, created = ?, modified = ?, extensions = ?
        WHERE environment = ? AND tenant = ? AND role_id = ? AND NOT held
        """);

    private readonly SqliteStatement _setMemberCount = session.Prepare(
        "UPDATE groups SET member_count = ? WHERE environment = ? AND tenant = ? AND role_id = ?");

    public bool TenantExists(TenantKey tenant)
    {
        var exists = _tenant.Bind(tenant.Environment.Id).Bind(tenant.Key).Step();
        _tenant.Reset();
        return exists;
    }

    /// <summary>Makes the tenant hold the role under the role's own name, empty, its version going on from an earlier holding (rule G8).</summary>
    /// <returns>What stands against it, or null.</returns>
    public ConflictKind? Hold(GroupKey key, string roleKey, string name, string? externalId, byte[]? extensions, DateTimeOffset time, out long version)
    {
        var (environment, tenant) = (key.Tenant.Environment.Id, key.Tenant.Key);
        var earlier = FindVersion(key, out var held);
        version = (earlier ?? 0) + 1;
        if (held)
        {
            return ConflictKind.GroupHeld;
        }

        _next.Bind(environment).Bind(tenant).Step();
        var number = _next.Int64(0);
        _next.Step();
        var folded = CaseFolding.Fold(name);
        var written = earlier is null
            ? _insert.Bind(environment).Bind(tenant).Bind(key.RoleId).Bind(number).Bind(roleKey).Bind(name).Bind(roleKey).Bind(folded)
                .Bind(externalId).Bind(version).Bind(time).Bind(time).BindOptionalUtf8(extensions).Execute()
            : _takeAgain.Bind(number).Bind(name).Bind(roleKey).Bind(folded).Bind(externalId).Bind(version).Bind(time).Bind(time)
                .BindOptionalUtf8(extensions).Bind(environment).Bind(tenant).Bind(key.RoleId).Execute();
        return written == 0 ? ConflictKind.GroupName : null;
    }

    public void SetMemberCount(GroupKey key, int count) =>
        _setMemberCount.Bind((long)count).Bind(key.Tenant.Environment.Id).Bind(key.Tenant.Key).Bind(key.RoleId).Execute();

    private long? FindVersion(GroupKey key, out bool held)
    {
        held = false;
        if (!_held.Bind(key.Tenant.Environment.Id).Bind(key.Tenant.Key).Bind(key.RoleId).Step())
        {
            return null;
        }

        held = _held.Flag(0);
        var version = _held.Int64(1);
        _held.Reset();
        return version;
    }
}
