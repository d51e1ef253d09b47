using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Grains.Storage.Rows;
using Scim.Storage.Sql.Commits;

namespace Scim.Storage.Sql.Sqlite.Users;

/// <summary>A tenant's own part of a user (rules U3, G11).</summary>
internal sealed class SqliteLinkWriter(SqliteSession session, SqliteCounters counters)
{
    private readonly SqliteStatement _find = session.Prepare(
        """
        SELECT u.modified, l.version, l.external_id, l.modified
        FROM users u LEFT JOIN links l ON l.environment = u.environment AND l.user_id = u.id AND l.tenant = ?
        WHERE u.environment = ? AND u.id = ?
        """);

    private readonly SqliteStatement _save = session.Prepare(
        """
        INSERT INTO links (environment, user_id, tenant, external_id, version, modified, newer) VALUES (?, ?, ?, ?, 1, ?, ?)
        ON CONFLICT DO UPDATE SET external_id = excluded.external_id, version = version + 1, modified = excluded.modified, newer = excluded.newer
        """);

    public OperationOutcome Set(SetExternalId operation, GroupEffects effects)
    {
        var (tenant, userId) = operation.Key;
        var user = new UserKey(tenant.Environment, userId);
        if ((effects.CreatedUser == user ? new Before(effects.Time, null) : Find(operation.Key)) is not { } before)
        {
            return OperationOutcome.Missing(MissingKind.User, userId);
        }

        if (operation.ExternalId is not null && !counters.Exists(tenant))
        {
            return OperationOutcome.Missing(MissingKind.Tenant);
        }

        var version = before.Link?.Version ?? 0;
        if (version != operation.ExpectedVersion)
        {
            return OperationOutcome.VersionMismatch;
        }

        if (before.Link?.ExternalId == operation.ExternalId)
        {
            return new OperationResult { Changed = false, Link = before.Link };
        }

        _save.Bind(tenant.Environment.Id).Bind(userId).Bind(tenant.Key).Bind(operation.ExternalId).Bind(effects.Time)
            .Bind(effects.Time > before.UserModified).Execute();
        effects.Event(tenant.Environment, tenant.Key, EventKinds.UserLinked, userId, version + 1);
        effects.Old(CopyKey.Membership(operation.Key));
        return new OperationResult { Link = new LinkRow(operation.ExternalId, version + 1, effects.Time.ToUniversalTime()) };
    }

    private Before? Find(MembershipKey key)
    {
        var (tenant, userId) = key;
        if (!_find.Bind(tenant.Key).Bind(tenant.Environment.Id).Bind(userId).Step())
        {
            return null;
        }

        var before = new Before(_find.Time(0), _find.IsNull(1) ? null : new LinkRow(_find.OptionalText(2), _find.Int64(1), _find.Time(3)));
        _find.Reset();
        return before;
    }

    private readonly record struct Before(DateTimeOffset UserModified, LinkRow? Link);
}
