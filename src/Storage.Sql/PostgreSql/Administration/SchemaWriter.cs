using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Storage.Sql.Commits;
using Scim.Storage.Sql.PostgreSql.Commits;
using static Scim.Storage.Sql.PostgreSql.PostgreSqlParameters;

namespace Scim.Storage.Sql.PostgreSql.Administration;

/// <summary>
/// Changes of extension schemas. The row of the set is locked first: writes that were decided by the set hold it FOR SHARE, so that what they wrote is seen by the statements behind
/// the lock, and what comes later finds another version.
/// </summary>
internal sealed class SchemaWriter(WriterConnection connection)
{
    public OperationOutcome Put(PutExtension operation, GroupEffects effects)
    {
        var environment = operation.Environment;
        if (!connection.Any("SELECT 1 FROM environments WHERE id = $1", Of(environment.Id)))
        {
            return OperationOutcome.Missing(MissingKind.Environment, environment.Id);
        }

        if (Lock(environment) != operation.ExpectedVersion)
        {
            return OperationOutcome.VersionMismatch;
        }

        if (operation.OnlyUnused && InUse(environment, operation.ResourceType, operation.Urn))
        {
            return OperationOutcome.Conflict(ConflictKind.SchemaInUse);
        }

        var any = operation.ResourceType == "User" ? "SELECT 1 FROM users WHERE environment = $1 LIMIT 1" : "SELECT 1 FROM groups WHERE environment = $1 AND held LIMIT 1";
        if (operation.OnlyWithoutResources && connection.Any(any, Of(environment.Id)))
        {
            return OperationOutcome.Conflict(ConflictKind.ResourcesExist);
        }

        var changed = connection.Any(
            "UPDATE extension_schemas SET required = $3, document = $4, modified = $5 WHERE environment = $1 AND id = $2 RETURNING 1",
            Of(environment.Id), Of(operation.Id), Of(operation.Required), Of(operation.Document), Of(effects.Time.UtcTicks));
        if (!changed)
        {
            connection.Run(
                """
                INSERT INTO extension_schemas (environment, id, urn, urn_folded, resource_type, required, document, created, modified)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
                """,
                Of(environment.Id), Of(operation.Id), Of(operation.Urn), Of(operation.Urn.ToLowerInvariant()), Of(operation.ResourceType),
                Of(operation.Required), Of(operation.Document), Of(effects.Time.UtcTicks));
        }

        return Moved(environment, operation.Id, operation.ExpectedVersion + 1, operation.Urn, changed ? EventKinds.SchemaChanged : EventKinds.SchemaAdded, effects);
    }

    public OperationOutcome Remove(RemoveExtension operation, GroupEffects effects)
    {
        var environment = operation.Environment;
        if (Lock(environment) != operation.ExpectedVersion)
        {
            return OperationOutcome.VersionMismatch;
        }

        if (InUse(environment, operation.ResourceType, operation.Urn))
        {
            return OperationOutcome.Conflict(ConflictKind.SchemaInUse);
        }

        connection.Run("DELETE FROM extension_schemas WHERE environment = $1 AND id = $2", Of(environment.Id), Of(operation.Id));
        return Moved(environment, operation.Id, operation.ExpectedVersion + 1, operation.Urn, EventKinds.SchemaRemoved, effects);
    }

    private OperationResult Moved(EnvironmentKey environment, Guid id, long version, string urn, string kind, GroupEffects effects)
    {
        connection.Run("UPDATE schema_sets SET version = $2 WHERE environment = $1", Of(environment.Id), Of(version));
        effects.Event(environment, null, kind, id, version, EventDetails.Schema(urn));
        effects.Old(CopyKey.Schemas(environment));
        return OperationResult.Done;
    }

    private long Lock(EnvironmentKey environment)
    {
        connection.Run("INSERT INTO schema_sets (environment, version) VALUES ($1, 0) ON CONFLICT DO NOTHING", Of(environment.Id));
        var version = 0L;
        connection.Read("SELECT version FROM schema_sets WHERE environment = $1 FOR UPDATE", row => version = row.GetInt64(0), Of(environment.Id));
        return version;
    }

    private bool InUse(EnvironmentKey environment, string resourceType, string urn) => connection.Any(
        resourceType == "User"
            ? "SELECT 1 FROM users WHERE environment = $1 AND jsonb_exists(search, $2) LIMIT 1"
            : "SELECT 1 FROM groups WHERE environment = $1 AND jsonb_exists(search, $2) LIMIT 1",
        Of(environment.Id), Of(urn));
}
