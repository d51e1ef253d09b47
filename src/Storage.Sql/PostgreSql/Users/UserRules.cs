using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Storage.Sql.Commits;
using Scim.Storage.Sql.PostgreSql.Commits;
using Scim.Storage.Sql.Users;

namespace Scim.Storage.Sql.PostgreSql.Users;

/// <summary>The operations on users and links, on rows in memory that are locked in the database (rules U1 to U3, U7, G10, G11).</summary>
internal static class UserRules
{
    public static OperationOutcome Create(CreateUser operation, WorkingSet set, GroupEffects effects)
    {
        var (key, content) = (operation.Key, operation.Content);
        if (!set.Environments.Contains(key.Environment))
        {
            return OperationOutcome.Missing(MissingKind.Environment, key.Environment.Id);
        }

        var number = set.UserNumbers.Dequeue();
        var name = (key.Environment, UserNames.Fold(content.UserName));
        if (set.UserNames[name] is not null)
        {
            return OperationOutcome.Conflict(ConflictKind.UserName);
        }

        var time = effects.Time.UtcTicks;
        var user = ToState(content, operation.Provisional, number, 1, time, time);
        set.Users[key] = user;
        set.UserNames[name] = new Owner(key.Id);
        effects.UserCounts.Add((key.Environment, number, 1));
        effects.Event(key.Environment, null, EventKinds.UserCreated, key.Id, 1);
        effects.Old(CopyKey.User(key));
        return new OperationResult { User = user.ToRow(key) };
    }

    public static OperationOutcome Change(ChangeUser operation, WorkingSet set, GroupEffects effects)
    {
        var (key, content) = (operation.Key, operation.Content);
        if (set.Users[key] is not { } before)
        {
            return OperationOutcome.Missing(MissingKind.User, key.Id);
        }

        if (before.Version != operation.ExpectedVersion)
        {
            return OperationOutcome.VersionMismatch;
        }

        if (!before.Provisional && before.Active == content.Active && before.DisplayName == content.DisplayName
            && before.UserName == content.UserName && before.Profile.AsSpan().SequenceEqual(content.Profile))
        {
            return new OperationResult { Changed = false, User = before.ToRow(key) };
        }

        var (oldName, newName) = ((key.Environment, UserNames.Fold(before.UserName)), (key.Environment, UserNames.Fold(content.UserName)));
        if (oldName != newName)
        {
            if (set.UserNames[newName] is not null)
            {
                return OperationOutcome.Conflict(ConflictKind.UserName);
            }

            set.UserNames[oldName] = null;
            set.UserNames[newName] = new Owner(key.Id);
        }

        var after = ToState(content, false, before.Number, before.Version + 1, before.Created, effects.Time.UtcTicks);
        set.Users[key] = after;
        var kind = before.Provisional ? EventKinds.UserAdopted
            : before.Active == content.Active ? EventKinds.UserChanged
            : content.Active ? EventKinds.UserActivated
            : EventKinds.UserDeactivated;
        effects.Event(key.Environment, null, kind, key.Id, after.Version);
        effects.Old(CopyKey.User(key));
        if (before.DisplayName != content.DisplayName)
        {
            effects.Old(CopyKey.MemberNames(key.Environment));
        }

        return new OperationResult { User = after.ToRow(key) };
    }

    public static OperationOutcome Delete(DeleteUser operation, WorkingSet set, GroupEffects effects)
    {
        var key = operation.Key;
        if (set.Users[key] is not { } before)
        {
            return OperationOutcome.Missing(MissingKind.User, key.Id);
        }

        if (operation.ExpectedVersion is { } expected && before.Version != expected)
        {
            return OperationOutcome.VersionMismatch;
        }

        set.Users[key] = null;
        set.UserNames[(key.Environment, UserNames.Fold(before.UserName))] = null;
        effects.UserCounts.Add((key.Environment, before.Number, -1));
        effects.Event(key.Environment, null, EventKinds.UserDeleted, key.Id, before.Version);
        effects.Old(CopyKey.User(key));
        effects.Old(CopyKey.MemberNames(key.Environment));
        foreach (var tenant in Leave(key, set, effects))
        {
            effects.Old(CopyKey.Membership(new MembershipKey(tenant, key.Id)));
        }

        return OperationResult.Done;
    }

    public static OperationOutcome SetExternalId(SetExternalId operation, WorkingSet set, GroupEffects effects)
    {
        var (tenant, userId) = operation.Key;
        if (set.Users[new UserKey(tenant.Environment, userId)] is null)
        {
            return OperationOutcome.Missing(MissingKind.User, userId);
        }

        if (operation.ExternalId is not null && !set.Tenants.Contains(tenant))
        {
            return OperationOutcome.Missing(MissingKind.Tenant);
        }

        var before = set.Links[operation.Key];
        if ((before?.Version ?? 0) != operation.ExpectedVersion)
        {
            return OperationOutcome.VersionMismatch;
        }

        if (before?.ExternalId == operation.ExternalId)
        {
            return new OperationResult { Changed = false, Link = before?.ToRow() };
        }

        var after = new LinkState(operation.ExternalId, operation.ExpectedVersion + 1, effects.Time.UtcTicks);
        set.Links[operation.Key] = after;
        effects.Event(tenant.Environment, tenant.Key, EventKinds.UserLinked, userId, after.Version);
        effects.Old(CopyKey.Membership(operation.Key));
        return new OperationResult { Link = after.ToRow() };
    }

    /// <returns>The tenants that knew the user.</returns>
    private static HashSet<TenantKey> Leave(UserKey key, WorkingSet set, GroupEffects effects)
    {
        var tenants = new HashSet<TenantKey>();
        foreach (var link in set.Links.Keys())
        {
            if (link.UserId == key.Id && link.Tenant.Environment == key.Environment)
            {
                set.Links[link] = null;
                tenants.Add(link.Tenant);
            }
        }

        foreach (var group in set.Members.GroupsOf(key))
        {
            var before = set.Groups[group]!;
            var after = before with { MemberCount = before.MemberCount - 1, Version = before.Version + 1, Modified = effects.Time.UtcTicks };
            set.Members.Remove(group, key.Id);
            set.Groups[group] = after;
            tenants.Add(group.Tenant);
            effects.Event(key.Environment, group.Tenant.Key, EventKinds.GroupChanged, group.RoleId, after.Version, EventDetails.Members([], [key.Id]));
            effects.OldGroup(group);
        }

        return tenants;
    }

    private static UserState ToState(UserContent content, bool provisional, long number, long version, long created, long modified) => new()
    {
        Number = number,
        UserName = content.UserName,
        DisplayName = content.DisplayName,
        Active = content.Active,
        Provisional = provisional,
        Version = version,
        Created = created,
        Modified = modified,
        Emails = IndexedEmails.Of(content.Emails).Values,
        Profile = content.Profile,
        Type = content.Type,
    };
}
