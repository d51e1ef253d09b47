using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Grains.Storage.Rows;
using Scim.Storage.Sql.Commits;
using Scim.Storage.Sql.Users;

namespace Scim.Storage.Sql.Sqlite.Users;

/// <summary>The operations on users (rules U1, U2, U7, G10).</summary>
internal sealed class SqliteUserWriter(SqliteSession session, SqliteCounters counters)
{
    private readonly SqliteStatement _insert = session.Prepare(
        """
        INSERT INTO users (row, environment, id, user_name, user_name_folded, display_name, active, provisional, version, created, modified, emails, profile)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?)
        ON CONFLICT (environment, user_name_folded) DO NOTHING
        """);

    private readonly SqliteStatement _find = session.Prepare(
        "SELECT row, user_name, display_name, active, provisional, version, created, modified, emails, profile FROM users WHERE environment = ? AND id = ?");

    private readonly SqliteStatement _update = session.Prepare(
        """
        UPDATE OR IGNORE users SET user_name = ?, user_name_folded = ?, display_name = ?, active = ?, provisional = 0, version = version + 1, modified = ?, emails = ?, profile = ?
        WHERE row = ? AND version = ?
        """);

    // Most changes keep the name. SQLite writes every index anew that has a column of the SET clause, whether its value changes or not.
    private readonly SqliteStatement _updateKeepingName = session.Prepare(
        "UPDATE users SET display_name = ?, active = ?, provisional = 0, version = version + 1, modified = ?, emails = ?, profile = ? WHERE row = ? AND version = ?");

    private readonly SqliteStatement _delete = session.Prepare("DELETE FROM users WHERE row = ?");
    private readonly SqliteStatement _deleteLinks = session.Prepare("DELETE FROM links WHERE environment = ? AND user_id = ? RETURNING tenant");
    private readonly SqliteStatement _deleteAssignments = session.Prepare(
        "DELETE FROM assignments WHERE environment = ? AND user_id = ? RETURNING tenant, role_id");

    private readonly SqliteStatement _leave = session.Prepare(
        """
        UPDATE groups SET member_count = member_count - 1, version = version + 1, modified = ?
        WHERE environment = ? AND tenant = ? AND role_id = ? RETURNING version
        """);

    private readonly SqliteStatement _addEmail = session.Prepare(
        "INSERT INTO user_emails (value_folded, user) VALUES (?, ?) ON CONFLICT DO NOTHING");

    // Only a clock that was set back makes a user older than its links.
    private readonly SqliteStatement _markNewerLinks = session.Prepare("UPDATE links SET newer = TRUE WHERE environment = ? AND user_id = ? AND NOT newer AND modified > ?");

    private readonly SqliteStatement _removeEmail = session.Prepare("DELETE FROM user_emails WHERE value_folded = ? AND user = ?");

    public OperationOutcome Create(CreateUser operation, GroupEffects effects)
    {
        var (key, content) = (operation.Key, operation.Content);
        if (counters.Find(key.Environment) is not { } environment)
        {
            return OperationOutcome.Missing(MissingKind.Environment, key.Environment.Id);
        }

        var number = SqliteCounters.NextUserNumber(environment);
        var row = UserRows.Of(environment.Number, number);
        var emails = IndexedEmails.Of(content.Emails);
        var name = UserNames.Fold(content.UserName);
        var inserted = _insert.Bind(row).Bind(key.Environment.Id).Bind(key.Id).Bind(content.UserName).Bind(name)
            .Bind(content.DisplayName).Bind(content.Active).Bind(operation.Provisional).Bind(effects.Time).Bind(effects.Time)
            .Bind(emails.Text).BindUtf8(content.Profile).Execute();
        if (inserted == 0)
        {
            return OperationOutcome.Conflict(ConflictKind.UserName);
        }

        Index(row, name, emails);
        effects.CreatedUser = key;
        effects.UserCounts.Add((key.Environment, number, 1));
        effects.Event(key.Environment, null, EventKinds.UserCreated, key.Id, 1);
        effects.Old(CopyKey.User(key));
        return new OperationResult { User = ToRow(key, content, operation.Provisional, 1, effects.Time, effects.Time) };
    }

    public OperationOutcome Change(ChangeUser operation, GroupEffects effects)
    {
        var (key, content) = (operation.Key, operation.Content);
        if (!_find.Bind(key.Environment.Id).Bind(key.Id).Step())
        {
            return OperationOutcome.Missing(MissingKind.User, key.Id);
        }

        var before = ReadBefore();
        if (before.Version != operation.ExpectedVersion)
        {
            _find.Reset();
            return OperationOutcome.VersionMismatch;
        }

        var same = !before.Provisional && before.Active == content.Active && before.DisplayName == content.DisplayName
            && before.UserName == content.UserName && _find.Utf8(9).SequenceEqual(content.Profile);
        _find.Reset();
        if (same)
        {
            return new OperationResult { Changed = false, User = ToRow(key, content, false, before.Version, before.Created, before.Modified) };
        }

        var emails = IndexedEmails.Of(content.Emails);
        var (name, nameBefore) = (UserNames.Fold(content.UserName), UserNames.Fold(before.UserName));
        var update = before.UserName == content.UserName ? _updateKeepingName : _update.Bind(content.UserName).Bind(name);
        var updated = update.Bind(content.DisplayName).Bind(content.Active).Bind(effects.Time).Bind(emails.Text).BindUtf8(content.Profile)
            .Bind(before.Row).Bind(operation.ExpectedVersion).Execute();
        if (updated == 0)
        {
            return OperationOutcome.Conflict(ConflictKind.UserName);
        }

        if (before.Emails != emails.Text || nameBefore != name)
        {
            Unindex(before.Row, nameBefore, IndexedEmails.Parse(before.Emails));
            Index(before.Row, name, emails);
        }

        if (effects.Time < before.Modified)
        {
            _markNewerLinks.Bind(key.Environment.Id).Bind(key.Id).Bind(effects.Time).Execute();
        }

        var kind = before.Provisional ? EventKinds.UserAdopted
            : before.Active == content.Active ? EventKinds.UserChanged
            : content.Active ? EventKinds.UserActivated
            : EventKinds.UserDeactivated;
        effects.Event(key.Environment, null, kind, key.Id, before.Version + 1);
        effects.Old(CopyKey.User(key));
        if (before.DisplayName != content.DisplayName)
        {
            effects.Old(CopyKey.MemberNames(key.Environment));
        }

        return new OperationResult { User = ToRow(key, content, false, before.Version + 1, before.Created, effects.Time) };
    }

    /// <summary>The user goes first, then what hangs on it (architecture.md, write rules).</summary>
    public OperationOutcome Delete(DeleteUser operation, GroupEffects effects)
    {
        var key = operation.Key;
        if (!_find.Bind(key.Environment.Id).Bind(key.Id).Step())
        {
            return OperationOutcome.Missing(MissingKind.User, key.Id);
        }

        var before = ReadBefore();
        _find.Reset();
        if (operation.ExpectedVersion is { } expected && before.Version != expected)
        {
            return OperationOutcome.VersionMismatch;
        }

        _delete.Bind(before.Row).Execute();
        Unindex(before.Row, UserNames.Fold(before.UserName), IndexedEmails.Parse(before.Emails));
        effects.UserCounts.Add((key.Environment, UserRows.NumberOf(before.Row), -1));
        effects.Event(key.Environment, null, EventKinds.UserDeleted, key.Id, before.Version);
        effects.Old(CopyKey.User(key));
        effects.Old(CopyKey.MemberNames(key.Environment));
        foreach (var tenant in LeaveGroups(key, effects))
        {
            effects.Old(CopyKey.Membership(new MembershipKey(new TenantKey(key.Environment, tenant), key.Id)));
        }

        return OperationResult.Done;
    }

    /// <returns>The tenants that knew the user.</returns>
    private HashSet<string> LeaveGroups(UserKey key, GroupEffects effects)
    {
        var tenants = new HashSet<string>(StringComparer.Ordinal);
        _deleteLinks.Bind(key.Environment.Id).Bind(key.Id);
        while (_deleteLinks.Step())
        {
            tenants.Add(_deleteLinks.Text(0));
        }

        var groups = new List<GroupKey>();
        _deleteAssignments.Bind(key.Environment.Id).Bind(key.Id);
        while (_deleteAssignments.Step())
        {
            groups.Add(new GroupKey(new TenantKey(key.Environment, _deleteAssignments.Text(0)), _deleteAssignments.Id(1)));
        }

        foreach (var group in groups)
        {
            tenants.Add(group.Tenant.Key);
            _leave.Bind(effects.Time).Bind(group.Tenant.Environment.Id).Bind(group.Tenant.Key).Bind(group.RoleId).Step();
            var version = _leave.Int64(0);
            _leave.Step();
            effects.Event(key.Environment, group.Tenant.Key, EventKinds.GroupChanged, group.RoleId, version, EventDetails.Members([], [key.Id]));
            effects.OldGroup(group);
        }

        return tenants;
    }

    private Before ReadBefore() => new(
        _find.Int64(0), _find.Text(1), _find.Text(2), _find.Flag(3), _find.Flag(4), _find.Int64(5), _find.Time(6), _find.Time(7), _find.OptionalText(8));

    private void Index(long row, string name, IndexedEmails emails) => ForEachIndexed(_addEmail, row, name, emails);

    private void Unindex(long row, string name, IndexedEmails emails) => ForEachIndexed(_removeEmail, row, name, emails);

    // An e-mail that is the user's name, as most are, is found by that.
    private static void ForEachIndexed(SqliteStatement change, long row, string name, IndexedEmails emails)
    {
        foreach (var email in emails.Values)
        {
            if (email != name)
            {
                change.Bind(email).Bind(row).Execute();
            }
        }
    }

    private static UserRow ToRow(UserKey key, UserContent content, bool provisional, long version, DateTimeOffset created, DateTimeOffset modified) => new()
    {
        Key = key,
        UserName = content.UserName,
        DisplayName = content.DisplayName,
        Active = content.Active,
        Provisional = provisional,
        Profile = content.Profile,
        Version = version,
        Created = created.ToUniversalTime(),
        LastModified = modified.ToUniversalTime(),
    };

    private readonly record struct Before(
        long Row, string UserName, string DisplayName, bool Active, bool Provisional, long Version, DateTimeOffset Created,
        DateTimeOffset Modified, string? Emails);
}
