using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Grains.Storage.Rows;
using Scim.Protocol.Comparisons;
using Scim.Storage.Sql.Commits;
using Scim.Storage.Sql.Groups;

namespace Scim.Storage.Sql.Sqlite.Groups;

/// <summary>The operations on a group that a tenant holds (rules G2 to G12).</summary>
internal sealed class SqliteGroupWriter(SqliteSession session, SqliteGroupHolder holder, SqliteMemberWriter members)
{
    private readonly SqliteStatement _find = session.Prepare(
        $"SELECT {GroupColumns.All} FROM groups g WHERE g.environment = ? AND g.tenant = ? AND g.role_id = ? AND g.held");

    private readonly SqliteStatement _update = session.Prepare(
        """
        UPDATE OR IGNORE groups SET name = ?, name_folded = ?, name_key = coalesce(?, name_key), external_id = ?, member_count = ?, version = version + 1, modified = ?, extensions = ?
        WHERE environment = ? AND tenant = ? AND role_id = ? AND held AND version = ?
        """);

    private readonly SqliteStatement _release = session.Prepare(
        """
        UPDATE groups SET held = 0, name_key = NULL, external_id = NULL, extensions = NULL, member_count = 0, version = version + 1, modified = ?
        WHERE environment = ? AND tenant = ? AND role_id = ?
        """);

    private readonly SqliteStatement _role = session.Prepare(
        """
        SELECT r.key, r.defined, EXISTS (SELECT 1 FROM groups g WHERE g.environment = r.environment AND g.role_id = r.id AND g.held)
        FROM roles r WHERE r.environment = ? AND r.id = ?
        """);

    private readonly SqliteStatement _insertRole = session.Prepare(
        "INSERT INTO roles (environment, id, key, display_name, defined, created) VALUES (?, ?, ?, ?, 0, ?) ON CONFLICT (environment, key) DO NOTHING");

    private readonly SqliteStatement _deleteRole = session.Prepare("DELETE FROM roles WHERE environment = ? AND id = ?");
    private readonly SqliteStatement _deleteTombstones = session.Prepare("DELETE FROM groups WHERE environment = ? AND role_id = ?");

    public OperationOutcome TakeUp(TakeUpGroup operation, GroupEffects effects)
    {
        var (key, environment) = (operation.Key, operation.Key.Tenant.Environment);
        if (!holder.TenantExists(key.Tenant))
        {
            return OperationOutcome.Missing(MissingKind.Tenant);
        }

        if (operation.DefinesRole)
        {
            if (_insertRole.Bind(environment.Id).Bind(key.RoleId).Bind(operation.RoleKey).Bind(operation.DisplayName).Bind(effects.Time).Execute() == 0)
            {
                return OperationOutcome.Conflict(ConflictKind.RoleKey);
            }
        }
        else if (!RoleExists(key))
        {
            return OperationOutcome.Missing(MissingKind.Role, key.RoleId);
        }

        if (holder.Hold(key, operation.RoleKey, operation.DisplayName, operation.ExternalId, operation.Extensions?.Data, effects.Time, out var version) is { } conflict)
        {
            return OperationOutcome.Conflict(conflict);
        }

        var difference = members.Apply(key, new MemberChange(false, operation.Members, []), out var missing);
        if (missing is not null)
        {
            return OperationOutcome.Missing(MissingKind.User, missing);
        }

        if (difference.Added.Count > 0)
        {
            holder.SetMemberCount(key, difference.Added.Count);
        }

        Announce(key, EventKinds.GroupCreated, version, difference, effects);
        return new OperationResult { Group = Find(key) };
    }

    public OperationOutcome Change(ChangeGroup operation, GroupEffects effects)
    {
        var key = operation.Key;
        if (Find(key) is not { } before)
        {
            return OperationOutcome.Missing(MissingKind.Group, key.RoleId);
        }

        if (operation.ExpectedVersion is { } expected && expected != before.Version)
        {
            return OperationOutcome.VersionMismatch;
        }

        var difference = members.Apply(key, operation.Members, out var missing);
        if (missing is not null)
        {
            return OperationOutcome.Missing(MissingKind.User, missing);
        }

        var name = operation.DisplayName ?? before.DisplayName;
        var externalId = operation.ExternalId is { } text ? text.Value : before.ExternalId;
        var extensions = operation.Extensions is { } data ? data.Data : before.Extensions;
        if (difference.IsEmpty && name == before.DisplayName && externalId == before.ExternalId && extensions.AsSpan().SequenceEqual(before.Extensions))
        {
            return new OperationResult { Changed = false, Group = before };
        }

        var after = before with
        {
            DisplayName = name,
            ExternalId = externalId,
            Extensions = extensions,
            MemberCount = before.MemberCount + difference.Added.Count - difference.Removed.Count,
            Version = before.Version + 1,
            LastModified = effects.Time.ToUniversalTime(),
        };
        var updated = _update.Bind(name).Bind(CaseFolding.Fold(name)).Bind(operation.DisplayName is null ? null : operation.NameKey).Bind(externalId)
            .Bind((long)after.MemberCount).Bind(effects.Time).BindOptionalUtf8(extensions)
            .Bind(key.Tenant.Environment.Id).Bind(key.Tenant.Key).Bind(key.RoleId).Bind(before.Version).Execute();
        if (updated == 0)
        {
            return OperationOutcome.Conflict(ConflictKind.GroupName);
        }

        Announce(key, EventKinds.GroupChanged, after.Version, difference, effects);
        return new OperationResult { Group = after };
    }

    public OperationOutcome Release(ReleaseGroup operation, GroupEffects effects)
    {
        var (key, environment) = (operation.Key, operation.Key.Tenant.Environment);
        if (Find(key) is not { } before)
        {
            return OperationOutcome.Missing(MissingKind.Group, key.RoleId);
        }

        if (operation.ExpectedVersion is { } expected && expected != before.Version)
        {
            return OperationOutcome.VersionMismatch;
        }

        var removed = members.Clear(key);
        _release.Bind(effects.Time).Bind(environment.Id).Bind(key.Tenant.Key).Bind(key.RoleId).Execute();
        Announce(key, EventKinds.GroupDeleted, before.Version + 1, new MemberDifference([], removed), effects);
        _role.Bind(environment.Id).Bind(key.RoleId).Step();
        var stays = _role.Flag(1) || _role.Flag(2);
        _role.Reset();
        if (!stays)
        {
            _deleteRole.Bind(environment.Id).Bind(key.RoleId).Execute();
            _deleteTombstones.Bind(environment.Id).Bind(key.RoleId).Execute();
            effects.Event(environment, null, EventKinds.RoleDeleted, key.RoleId, 0);
        }

        return OperationResult.Done;
    }

    private static void Announce(GroupKey key, string kind, long version, MemberDifference difference, GroupEffects effects)
    {
        effects.Event(key.Tenant.Environment, key.Tenant.Key, kind, key.RoleId, version, EventDetails.Members(difference.Added, difference.Removed));
        effects.OldGroup(key);
        foreach (var user in difference.Added)
        {
            effects.Old(CopyKey.Membership(new MembershipKey(key.Tenant, user)));
        }

        foreach (var user in difference.Removed)
        {
            effects.Old(CopyKey.Membership(new MembershipKey(key.Tenant, user)));
        }
    }

    private GroupRow? Find(GroupKey key)
    {
        if (!_find.Bind(key.Tenant.Environment.Id).Bind(key.Tenant.Key).Bind(key.RoleId).Step())
        {
            return null;
        }

        var group = GroupColumns.Read(_find, 0, key.Tenant);
        _find.Reset();
        return group;
    }

    private bool RoleExists(GroupKey key)
    {
        var exists = _role.Bind(key.Tenant.Environment.Id).Bind(key.RoleId).Step();
        _role.Reset();
        return exists;
    }
}
