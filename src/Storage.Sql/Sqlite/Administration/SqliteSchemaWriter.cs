using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Storage.Sql.Commits;

namespace Scim.Storage.Sql.Sqlite.Administration;

/// <summary>Changes of extension schemas, and the check that a write was decided by those of now.</summary>
internal sealed class SqliteSchemaWriter(SqliteSession session, SqliteCounters counters)
{
    private readonly SqliteStatement _version = session.Prepare("SELECT version FROM schema_sets WHERE environment = ?");
    private readonly SqliteStatement _move = session.Prepare(
        "INSERT INTO schema_sets (environment, version) VALUES (?, 1) ON CONFLICT (environment) DO UPDATE SET version = version + 1");

    private readonly SqliteStatement _insert = session.Prepare(
        "INSERT INTO extension_schemas (environment, id, urn, urn_folded, resource_type, required, document, created, modified) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");

    private readonly SqliteStatement _update = session.Prepare(
        "UPDATE extension_schemas SET required = ?, document = ?, modified = ? WHERE environment = ? AND id = ?");

    private readonly SqliteStatement _delete = session.Prepare("DELETE FROM extension_schemas WHERE environment = ? AND id = ?");
    private readonly SqliteStatement _anyUser = session.Prepare("SELECT 1 FROM users WHERE environment = ? LIMIT 1");
    private readonly SqliteStatement _anyGroup = session.Prepare("SELECT 1 FROM groups WHERE environment = ? AND held LIMIT 1");

    // Looking for the bytes is quick; what has them in a text only is told apart by the path.
    private readonly SqliteStatement _userWith = session.Prepare(
        "SELECT 1 FROM users WHERE environment = ?1 AND instr(profile, ?2) > 0 AND json_type(profile, ?3) IS NOT NULL LIMIT 1");

    private readonly SqliteStatement _groupWith = session.Prepare(
        "SELECT 1 FROM groups WHERE environment = ?1 AND instr(extensions, ?2) > 0 AND json_type(extensions, ?3) IS NOT NULL LIMIT 1");

    public OperationOutcome Put(PutExtension operation, GroupEffects effects)
    {
        var environment = operation.Environment;
        if (counters.Find(environment) is null)
        {
            return OperationOutcome.Missing(MissingKind.Environment, environment.Id);
        }

        if (Version(environment) != operation.ExpectedVersion)
        {
            return OperationOutcome.VersionMismatch;
        }

        if (operation.OnlyUnused && InUse(environment, operation.ResourceType, operation.Urn))
        {
            return OperationOutcome.Conflict(ConflictKind.SchemaInUse);
        }

        if (operation.OnlyWithoutResources && Exists((operation.ResourceType == "User" ? _anyUser : _anyGroup).Bind(environment.Id)))
        {
            return OperationOutcome.Conflict(ConflictKind.ResourcesExist);
        }

        var changed = _update.Bind(operation.Required).BindUtf8(operation.Document).Bind(effects.Time).Bind(environment.Id).Bind(operation.Id).Execute() > 0;
        if (!changed)
        {
            _insert.Bind(environment.Id).Bind(operation.Id).Bind(operation.Urn).Bind(operation.Urn.ToLowerInvariant()).Bind(operation.ResourceType)
                .Bind(operation.Required).BindUtf8(operation.Document).Bind(effects.Time).Bind(effects.Time).Execute();
        }

        return Moved(environment, operation.Id, operation.ExpectedVersion + 1, operation.Urn, changed ? EventKinds.SchemaChanged : EventKinds.SchemaAdded, effects);
    }

    public OperationOutcome Remove(RemoveExtension operation, GroupEffects effects)
    {
        var environment = operation.Environment;
        if (Version(environment) != operation.ExpectedVersion)
        {
            return OperationOutcome.VersionMismatch;
        }

        if (InUse(environment, operation.ResourceType, operation.Urn))
        {
            return OperationOutcome.Conflict(ConflictKind.SchemaInUse);
        }

        _delete.Bind(environment.Id).Bind(operation.Id).Execute();
        return Moved(environment, operation.Id, operation.ExpectedVersion + 1, operation.Urn, EventKinds.SchemaRemoved, effects);
    }

    public OperationOutcome Require(RequireSchemas operation) =>
        Version(operation.Environment) == operation.Version ? OperationResult.Unchanged : OperationOutcome.VersionMismatch;

    private static bool Exists(SqliteStatement statement)
    {
        var exists = statement.Step();
        statement.Reset();
        return exists;
    }

    private OperationResult Moved(EnvironmentKey environment, Guid id, long version, string urn, string kind, GroupEffects effects)
    {
        _move.Bind(environment.Id).Execute();
        effects.Event(environment, null, kind, id, version, EventDetails.Schema(urn));
        effects.Old(CopyKey.Schemas(environment));
        return OperationResult.Done;
    }

    private bool InUse(EnvironmentKey environment, string resourceType, string urn) =>
        Exists((resourceType == "User" ? _userWith : _groupWith).Bind(environment.Id).Bind($"\"{urn}\"").Bind($"$.\"{urn}\""));

    private long Version(EnvironmentKey environment)
    {
        var version = _version.Bind(environment.Id).Step() ? _version.Int64(0) : 0;
        _version.Reset();
        return version;
    }
}
