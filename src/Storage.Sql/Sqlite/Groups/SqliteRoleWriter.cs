using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Storage.Sql.Commits;

namespace Scim.Storage.Sql.Sqlite.Groups;

/// <summary>Roles that an administrator defines: every tenant holds them as rows, so that reads know one kind of group only (semantics §4).</summary>
internal sealed class SqliteRoleWriter(SqliteSession session, SqliteGroupHolder holder)
{
    private readonly SqliteStatement _find = session.Prepare("SELECT id, display_name, defined FROM roles WHERE environment = ? AND key = ?");
    private readonly SqliteStatement _define = session.Prepare(
        """
        INSERT INTO roles (environment, id, key, display_name, defined, created) VALUES (?, ?, ?, ?, 1, ?)
        ON CONFLICT (environment, key) DO UPDATE SET defined = 1
        """);

    private readonly SqliteStatement _tenants = session.Prepare("SELECT key FROM tenants WHERE environment = ?");
    private readonly SqliteStatement _defined = session.Prepare("SELECT id, key, display_name FROM roles WHERE environment = ? AND defined ORDER BY id");

    public OperationOutcome Define(DefineRole operation, GroupEffects effects)
    {
        var (environment, key) = operation.Key;
        if (Tenants(environment) is not { Count: > 0 } tenants)
        {
            return OperationOutcome.Missing(MissingKind.Environment, environment.Id);
        }

        var id = operation.CandidateId;
        if (_find.Bind(environment.Id).Bind(key).Step())
        {
            id = _find.Id(0);
            var (sameName, defined) = (_find.Text(1) == operation.DisplayName, _find.Flag(2));
            _find.Reset();
            if (!sameName)
            {
                return OperationOutcome.Conflict(ConflictKind.RoleKey);
            }

            if (defined)
            {
                return OperationResult.Unchanged;
            }
        }

        _define.Bind(environment.Id).Bind(id).Bind(key).Bind(operation.DisplayName).Bind(effects.Time).Execute();
        foreach (var tenant in tenants)
        {
            var group = new GroupKey(new TenantKey(environment, tenant), id);
            switch (holder.Hold(group, key, operation.DisplayName, null, null, effects.Time, out _))
            {
                case null:
                    effects.OldGroup(group);
                    break;
                case ConflictKind.GroupName:
                    return OperationOutcome.Conflict(ConflictKind.GroupName);
            }
        }

        effects.Event(environment, null, EventKinds.RoleDefined, id, 1);
        return OperationResult.Done;
    }

    /// <summary>Gives a new tenant every role that an administrator has defined.</summary>
    public void HoldDefined(TenantKey tenant, GroupEffects effects)
    {
        var roles = new List<(Guid Id, string Key, string Name)>();
        _defined.Bind(tenant.Environment.Id);
        while (_defined.Step())
        {
            roles.Add((_defined.Id(0), _defined.Text(1), _defined.Text(2)));
        }

        foreach (var (id, key, name) in roles)
        {
            var group = new GroupKey(tenant, id);
            holder.Hold(group, key, name, null, null, effects.Time, out _);
            effects.OldGroup(group);
        }
    }

    private List<string> Tenants(EnvironmentKey environment)
    {
        var tenants = new List<string>();
        _tenants.Bind(environment.Id);
        while (_tenants.Step())
        {
            tenants.Add(_tenants.Text(0));
        }

        return tenants;
    }
}
