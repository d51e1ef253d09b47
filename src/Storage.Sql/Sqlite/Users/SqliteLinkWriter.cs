using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Grains.Storage.Rows;
using Scim.Storage.Sql.Commits;

namespace Scim.Storage.Sql.Sqlite.Users;

/// <summary>A tenant's own part of a user (rules U3, G11).</summary>
internal sealed class SqliteLinkWriter(SqliteSession session)
{
    private readonly SqliteStatement _find = session.Prepare(
        """
        SELECT u.row, l.version, l.external_id, l.modified, t.number
        FROM users u
        LEFT JOIN links l ON l.environment = u.environment AND l.user_id = u.id AND l.tenant = ?1
        LEFT JOIN tenants t ON t.environment = u.environment AND t.key = ?1
        WHERE u.environment = ?2 AND u.id = ?3
        """);

    private readonly SqliteStatement _save = session.Prepare(
        """
        INSERT INTO links (environment, user_id, tenant, external_id, version, modified) VALUES (?, ?, ?, ?, 1, ?)
        ON CONFLICT DO UPDATE SET external_id = excluded.external_id, version = version + 1, modified = excluded.modified
        """);

    public OperationOutcome Set(SetExternalId operation, GroupEffects effects)
    {
        var (tenant, userId) = operation.Key;
        if (!_find.Bind(tenant.Key).Bind(tenant.Environment.Id).Bind(userId).Step())
        {
            return OperationOutcome.Missing(MissingKind.User, userId);
        }

        var version = _find.Int64(1);
        var tenantExists = !_find.IsNull(4);
        var before = _find.IsNull(1) ? null : new LinkRow(_find.OptionalText(2), version, _find.Time(3));
        _find.Reset();
        if (operation.ExternalId is not null && !tenantExists)
        {
            return OperationOutcome.Missing(MissingKind.Tenant);
        }

        if (version != operation.ExpectedVersion)
        {
            return OperationOutcome.VersionMismatch;
        }

        if (before?.ExternalId == operation.ExternalId)
        {
            return new OperationResult { Changed = false, Link = before };
        }

        _save.Bind(tenant.Environment.Id).Bind(userId).Bind(tenant.Key).Bind(operation.ExternalId).Bind(effects.Time).Execute();
        effects.Event(tenant.Environment, tenant.Key, EventKinds.UserLinked, userId, version + 1);
        effects.Old(CopyKey.Membership(operation.Key));
        return new OperationResult { Link = new LinkRow(operation.ExternalId, version + 1, effects.Time.ToUniversalTime()) };
    }
}
