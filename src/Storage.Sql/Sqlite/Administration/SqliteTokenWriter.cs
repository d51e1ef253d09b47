using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Storage.Sql.Commits;
using Scim.Storage.Sql.Sqlite.Groups;

namespace Scim.Storage.Sql.Sqlite.Administration;

/// <summary>Tokens and administrator keys (rules S2 to S4).</summary>
internal sealed class SqliteTokenWriter(SqliteSession session, SqliteCounters counters, SqliteGroupHolder tenants)
{
    private readonly SqliteStatement _insert = session.Prepare(
        "INSERT INTO tokens (environment, id, hash, tenant, description, created, expires, profile, user_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");

    private readonly SqliteStatement _insertKey = session.Prepare(
        "INSERT INTO administrator_keys (hash, id, description, created) VALUES (?, ?, ?, ?)");

    private readonly SqliteStatement _find = session.Prepare("SELECT number, expires, revoked FROM tokens WHERE environment = ? AND id = ?");
    private readonly SqliteStatement _user = session.Prepare("SELECT 1 FROM users WHERE environment = ? AND id = ?");
    private readonly SqliteStatement _revoke = session.Prepare("UPDATE tokens SET revoked = ? WHERE number = ?");
    private readonly SqliteStatement _expire = session.Prepare("UPDATE tokens SET expires = ? WHERE number = ?");
    private readonly SqliteStatement _touch = session.Prepare(
        "UPDATE tokens SET last_used = ?1 WHERE environment = ?2 AND id = ?3 AND (last_used IS NULL OR last_used < ?1)");

    public OperationOutcome Create(CreateToken operation, GroupEffects effects)
    {
        if (counters.Find(operation.Environment) is null)
        {
            return OperationOutcome.Missing(MissingKind.Environment, operation.Environment.Id);
        }

        if (operation.Tenant is { } tenant && !tenants.TenantExists(new TenantKey(operation.Environment, tenant)))
        {
            return OperationOutcome.Missing(MissingKind.Tenant);
        }

        if (operation.UserId is { } user && !UserExists(operation.Environment, user))
        {
            return OperationOutcome.Missing(MissingKind.User, user);
        }

        _insert.Bind(operation.Environment.Id).Bind(operation.Id).BindBlob(TokenHashes.Stored(operation.Hash, operation.UserId)).Bind(operation.Tenant)
            .Bind(operation.Description).Bind(effects.Time).Bind(operation.ExpiresAt?.UtcTicks).Bind(operation.Profile).Bind(operation.UserId).Execute();
        return Announce(operation.Environment, operation.Id, operation.Tenant, EventKinds.TokenCreated, effects);
    }

    public OperationOutcome Create(CreateAdministratorKey operation, GroupEffects effects)
    {
        _insertKey.BindBlob(operation.Hash).Bind(operation.Id).Bind(operation.Description).Bind(effects.Time).Execute();
        return OperationResult.Done;
    }

    public OperationOutcome Revoke(RevokeToken operation, GroupEffects effects)
    {
        if (Find(operation.Environment, operation.Id) is not { } token)
        {
            return OperationOutcome.Missing(MissingKind.Token, operation.Id);
        }

        if (token.Revoked)
        {
            return OperationResult.Unchanged;
        }

        _revoke.Bind(effects.Time).Bind(token.Number).Execute();
        return Announce(operation.Environment, operation.Id, null, EventKinds.TokenRevoked, effects);
    }

    public OperationOutcome Expire(ExpireToken operation, GroupEffects effects)
    {
        if (Find(operation.Environment, operation.Id) is not { } token)
        {
            return OperationOutcome.Missing(MissingKind.Token, operation.Id);
        }

        if (token.Expires <= operation.ExpiresAt.UtcTicks)
        {
            return OperationResult.Unchanged;
        }

        _expire.Bind(operation.ExpiresAt).Bind(token.Number).Execute();
        return Announce(operation.Environment, operation.Id, null, EventKinds.TokenRotated, effects);
    }

    public OperationOutcome Touch(TouchToken operation) =>
        _touch.Bind(operation.UsedAt).Bind(operation.Environment.Id).Bind(operation.Id).Execute() > 0 ? OperationResult.Done
            : Find(operation.Environment, operation.Id) is null ? OperationOutcome.Missing(MissingKind.Token, operation.Id)
            : OperationResult.Unchanged;

    private static OperationResult Announce(EnvironmentKey environment, Guid id, string? tenant, string kind, GroupEffects effects)
    {
        effects.Event(environment, tenant, kind, id, 1);
        effects.Old(CopyKey.Token(environment, id));
        return OperationResult.Done;
    }

    private bool UserExists(EnvironmentKey environment, Guid id)
    {
        var exists = _user.Bind(environment.Id).Bind(id).Step();
        _user.Reset();
        return exists;
    }

    private (long Number, long? Expires, bool Revoked)? Find(EnvironmentKey environment, Guid id)
    {
        if (!_find.Bind(environment.Id).Bind(id).Step())
        {
            return null;
        }

        (long, long?, bool) token = (_find.Int64(0), _find.IsNull(1) ? null : _find.Int64(1), !_find.IsNull(2));
        _find.Reset();
        return token;
    }
}
