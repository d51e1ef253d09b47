using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Protocol.Schemas;
using Scim.Storage.Sql.Commits;
using Scim.Storage.Sql.Groups;
using Scim.Storage.Sql.PostgreSql.Commits;

namespace Scim.Storage.Sql.PostgreSql.Groups;

/// <summary>The operations on groups and roles, on rows in memory that are locked in the database (rules G1 to G13).</summary>
internal static class GroupRules
{
    public static OperationOutcome TakeUp(TakeUpGroup operation, WorkingSet set, GroupEffects effects)
    {
        var (key, environment) = (operation.Key, operation.Key.Tenant.Environment);
        var number = set.GroupNumbers.Dequeue();
        if (!set.Tenants.Contains(key.Tenant))
        {
            return OperationOutcome.Missing(MissingKind.Tenant);
        }

        if (operation.DefinesRole)
        {
            if (set.RoleKeys[new RoleKey(environment, operation.RoleKey)] is not null)
            {
                return OperationOutcome.Conflict(ConflictKind.RoleKey);
            }

            set.Roles[(environment, key.RoleId)] = new RoleState(operation.RoleKey, operation.DisplayName, false, effects.Time.UtcTicks);
            set.RoleKeys[new RoleKey(environment, operation.RoleKey)] = new Owner(key.RoleId);
        }
        else if (set.Roles[(environment, key.RoleId)] is null)
        {
            return OperationOutcome.Missing(MissingKind.Role, key.RoleId);
        }

        if (Hold(key, number, operation.RoleKey, operation.DisplayName, operation.ExternalId, operation.Extensions, set, effects) is { } conflict)
        {
            return OperationOutcome.Conflict(conflict);
        }

        if (!MemberRules.TryApply(key, new MemberChange(false, operation.Members, []), set, out var difference, out var missing))
        {
            return OperationOutcome.Missing(MissingKind.User, missing);
        }

        var group = set.Groups[key]!;
        if (difference.Added.Count > 0)
        {
            set.Groups[key] = group = group with { MemberCount = difference.Added.Count };
        }

        Announce(key, EventKinds.GroupCreated, group.Version, difference, effects);
        return new OperationResult { Group = group.ToRow(key) };
    }

    public static OperationOutcome Change(ChangeGroup operation, WorkingSet set, GroupEffects effects)
    {
        var key = operation.Key;
        if (set.Groups[key] is not { Held: true } before)
        {
            return OperationOutcome.Missing(MissingKind.Group, key.RoleId);
        }

        if (operation.ExpectedVersion is { } expected && expected != before.Version)
        {
            return OperationOutcome.VersionMismatch;
        }

        if (!MemberRules.TryApply(key, operation.Members, set, out var difference, out var missing))
        {
            return OperationOutcome.Missing(MissingKind.User, missing);
        }

        var name = operation.DisplayName ?? before.Name;
        var externalId = operation.ExternalId is { } text ? text.Value : before.ExternalId;
        var extensions = operation.Extensions is { } data ? data.Data : before.Extensions;
        if (difference.IsEmpty && name == before.Name && externalId == before.ExternalId && extensions.AsSpan().SequenceEqual(before.Extensions))
        {
            return new OperationResult { Changed = false, Group = before.ToRow(key) };
        }

        var nameKey = operation.DisplayName is null ? before.NameKey : operation.NameKey ?? before.NameKey;
        if (nameKey != before.NameKey)
        {
            if (set.GroupNames[(key.Tenant, nameKey!)] is not null)
            {
                return OperationOutcome.Conflict(ConflictKind.GroupName);
            }

            set.GroupNames[(key.Tenant, before.NameKey!)] = null;
            set.GroupNames[(key.Tenant, nameKey!)] = new Owner(key.RoleId);
        }

        var after = before with
        {
            Name = name,
            NameKey = nameKey,
            ExternalId = externalId,
            Extensions = extensions,
            Type = operation.Extensions?.Type ?? before.Type,
            MemberCount = before.MemberCount + difference.Added.Count - difference.Removed.Count,
            Version = before.Version + 1,
            Modified = effects.Time.UtcTicks,
        };
        set.Groups[key] = after;
        Announce(key, EventKinds.GroupChanged, after.Version, difference, effects);
        return new OperationResult { Group = after.ToRow(key) };
    }

    public static OperationOutcome Release(ReleaseGroup operation, WorkingSet set, GroupEffects effects)
    {
        var (key, role) = (operation.Key, (operation.Key.Tenant.Environment, operation.Key.RoleId));
        if (set.Groups[key] is not { Held: true } before)
        {
            return OperationOutcome.Missing(MissingKind.Group, key.RoleId);
        }

        if (operation.ExpectedVersion is { } expected && expected != before.Version)
        {
            return OperationOutcome.VersionMismatch;
        }

        var members = set.Members.Of(key);
        foreach (var user in members)
        {
            set.Members.Remove(key, user);
        }

        set.GroupNames[(key.Tenant, before.NameKey!)] = null;
        set.Groups[key] = before with
        {
            Held = false,
            NameKey = null,
            ExternalId = null,
            Extensions = null,
            MemberCount = 0,
            Version = before.Version + 1,
            Modified = effects.Time.UtcTicks,
        };
        Announce(key, EventKinds.GroupDeleted, before.Version + 1, new MemberDifference([], members), effects);
        var holders = (set.Holders[role]?.Count ?? 0) - 1;
        set.Holders[role] = new HolderCount(holders);
        if (holders <= 0 && set.Roles[role] is { Defined: false } definition)
        {
            Forget(role, definition, set);
            effects.Event(key.Tenant.Environment, null, EventKinds.RoleDeleted, key.RoleId, 0);
        }

        return OperationResult.Done;
    }

    /// <summary>Makes the tenant hold the role under the role's own name, empty, its version going on from an earlier holding (rule G8).</summary>
    /// <returns>What stands against it, or null.</returns>
    public static ConflictKind? Hold(
        GroupKey key, long number, string roleKey, string name, string? externalId, NewExtensions? extensions, WorkingSet set, GroupEffects effects)
    {
        var earlier = set.Groups[key];
        if (earlier is { Held: true })
        {
            return ConflictKind.GroupHeld;
        }

        if (set.GroupNames[(key.Tenant, roleKey)] is not null)
        {
            return ConflictKind.GroupName;
        }

        var role = (key.Tenant.Environment, key.RoleId);
        set.Holders[role] = new HolderCount((set.Holders[role]?.Count ?? 0) + 1);
        set.GroupNames[(key.Tenant, roleKey)] = new Owner(key.RoleId);
        set.Groups[key] = new GroupState
        {
            Held = true,
            Number = number,
            RoleKey = roleKey,
            Name = name,
            NameKey = roleKey,
            ExternalId = externalId,
            Extensions = extensions?.Data,
            Type = extensions?.Type ?? SchemaCatalog.Core.Group,
            Version = (earlier?.Version ?? 0) + 1,
            MemberCount = 0,
            Created = effects.Time.UtcTicks,
            Modified = effects.Time.UtcTicks,
        };
        return null;
    }

    // What earlier holders left behind goes with the definition; the rows of other tenants are not loaded and go in the database.
    private static void Forget((EnvironmentKey Environment, Guid Id) role, RoleState definition, WorkingSet set)
    {
        set.Roles[role] = null;
        set.RoleKeys[new RoleKey(role.Environment, definition.Key)] = null;
        foreach (var group in set.Groups.Keys())
        {
            if (group.RoleId == role.Id && group.Tenant.Environment == role.Environment)
            {
                set.Groups[group] = null;
            }
        }
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
}
