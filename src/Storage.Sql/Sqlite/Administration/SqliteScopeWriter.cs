using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Storage.Sql.Commits;
using Scim.Storage.Sql.Sqlite.Groups;

namespace Scim.Storage.Sql.Sqlite.Administration;

/// <summary>Projects, environments and tenants come into being.</summary>
internal sealed class SqliteScopeWriter(SqliteSession session, SqliteCounters counters, SqliteRoleWriter roles)
{
    private readonly SqliteStatement _insertProject = session.Prepare(
        "INSERT INTO projects (id, key, name, created) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO NOTHING");

    private readonly SqliteStatement _project = session.Prepare("SELECT 1 FROM projects WHERE id = ?");
    private readonly SqliteStatement _insertEnvironment = session.Prepare(
        "INSERT INTO environments (id, project_id, key, name, created) VALUES (?, ?, ?, ?, ?) ON CONFLICT (project_id, key) DO NOTHING");

    private readonly SqliteStatement _insertTenant = session.Prepare(
        "INSERT INTO tenants (environment, key, id, name, created) VALUES (?, ?, ?, ?, ?) ON CONFLICT (environment, key) DO NOTHING");

    public OperationOutcome Create(CreateProject operation, GroupEffects effects) =>
        _insertProject.Bind(operation.Id).Bind(operation.Key).Bind(operation.Name).Bind(effects.Time).Execute() == 0
            ? OperationOutcome.Conflict(ConflictKind.ProjectKey)
            : OperationResult.Done;

    public OperationOutcome Create(CreateEnvironment operation, GroupEffects effects)
    {
        var exists = _project.Bind(operation.ProjectId).Step();
        _project.Reset();
        if (!exists)
        {
            return OperationOutcome.Missing(MissingKind.Project, operation.ProjectId);
        }

        var inserted = _insertEnvironment.Bind(operation.Id).Bind(operation.ProjectId).Bind(operation.Key).Bind(operation.Name).Bind(effects.Time).Execute();
        if (inserted == 0)
        {
            return OperationOutcome.Conflict(ConflictKind.EnvironmentKey);
        }

        var environment = new EnvironmentKey(operation.Id);
        counters.Forget(environment);
        effects.Event(environment, null, EventKinds.EnvironmentCreated, operation.Id, 1);
        return Insert(new TenantKey(environment, "default"), operation.DefaultTenantId, "default", effects);
    }

    public OperationOutcome Create(CreateTenant operation, GroupEffects effects)
    {
        if (counters.Find(operation.Key.Environment) is null)
        {
            return OperationOutcome.Missing(MissingKind.Environment, operation.Key.Environment.Id);
        }

        var outcome = Insert(operation.Key, operation.Id, operation.Name, effects);
        if (outcome.Result is not null)
        {
            effects.Event(operation.Key.Environment, operation.Key.Key, EventKinds.TenantCreated, operation.Id, 1);
            roles.HoldDefined(operation.Key, effects);
        }

        return outcome;
    }

    private OperationOutcome Insert(TenantKey tenant, Guid id, string name, GroupEffects effects)
    {
        if (_insertTenant.Bind(tenant.Environment.Id).Bind(tenant.Key).Bind(id).Bind(name).Bind(effects.Time).Execute() == 0)
        {
            return OperationOutcome.Conflict(ConflictKind.TenantKey);
        }

        effects.Old(CopyKey.TenantExists(tenant));
        return OperationResult.Done;
    }
}
