using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Storage.Sql.Commits;
using Scim.Storage.Sql.PostgreSql.Commits;
using Scim.Storage.Sql.PostgreSql.Groups;
using static Scim.Storage.Sql.PostgreSql.PostgreSqlParameters;

namespace Scim.Storage.Sql.PostgreSql.Administration;

/// <summary>Administration's operations: rare, so each goes statement by statement. A unique violation leaves as the database's error, which names its constraint.</summary>
internal sealed class DirectWriter(WriterConnection connection)
{
    // What defines roles and what creates tenants wait for each other in one environment, else a new tenant could miss a new role.
    private const string LockScope = "SELECT pg_advisory_xact_lock(hashtextextended($1::text, 0))";

    public OperationOutcome Apply(StoreOperation operation, GroupEffects effects) => operation switch
    {
        CreateProject create => Create(create, effects),
        CreateEnvironment create => Create(create, effects),
        CreateTenant create => Create(create, effects),
        DefineRole define => Define(define, effects),
        CreateToken create => Create(create, effects),
        CreateAdministratorKey create => Create(create, effects),
        RevokeToken revoke => Revoke(revoke, effects),
        ExpireToken expire => Expire(expire, effects),
        PutExtension put => new SchemaWriter(connection).Put(put, effects),
        RemoveExtension remove => new SchemaWriter(connection).Remove(remove, effects),
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };

    private OperationOutcome Create(CreateProject operation, GroupEffects effects)
    {
        connection.Run(
            "INSERT INTO projects (id, key, name, created) VALUES ($1, $2, $3, $4)",
            Of(operation.Id), Of(operation.Key), Of(operation.Name), Of(effects.Time.UtcTicks));
        return OperationResult.Done;
    }

    private OperationOutcome Create(CreateEnvironment operation, GroupEffects effects)
    {
        if (!connection.Any("SELECT 1 FROM projects WHERE id = $1", Of(operation.ProjectId)))
        {
            return OperationOutcome.Missing(MissingKind.Project, operation.ProjectId);
        }

        connection.Run(
            "INSERT INTO environments (id, project_id, key, name, created) VALUES ($1, $2, $3, $4, $5)",
            Of(operation.Id), Of(operation.ProjectId), Of(operation.Key), Of(operation.Name), Of(effects.Time.UtcTicks));
        var environment = new EnvironmentKey(operation.Id);
        effects.Event(environment, null, EventKinds.EnvironmentCreated, operation.Id, 1);
        InsertTenant(new TenantKey(environment, "default"), operation.DefaultTenantId, "default", effects);
        return OperationResult.Done;
    }

    private OperationOutcome Create(CreateTenant operation, GroupEffects effects)
    {
        var environment = operation.Key.Environment;
        if (!EnvironmentExists(environment))
        {
            return OperationOutcome.Missing(MissingKind.Environment, environment.Id);
        }

        connection.Run(LockScope, Of(environment.Id));
        InsertTenant(operation.Key, operation.Id, operation.Name, effects);
        effects.Event(environment, operation.Key.Key, EventKinds.TenantCreated, operation.Id, 1);
        var held = new List<(GroupKey Key, string RoleKey)>();
        var names = new Dictionary<GroupKey, string>();
        connection.Read(
            "SELECT id, key, display_name FROM roles WHERE environment = $1 AND defined ORDER BY id FOR UPDATE",
            row =>
            {
                var group = new GroupKey(operation.Key, row.GetGuid(0));
                held.Add((group, row.GetString(1)));
                names[group] = row.GetString(2);
            },
            Of(environment.Id));
        var set = Load(held);
        foreach (var (group, roleKey) in held)
        {
            GroupRules.Hold(group, set.GroupNumbers.Dequeue(), roleKey, names[group], null, null, set, effects);
            effects.OldGroup(group);
        }

        Write(set);
        return OperationResult.Done;
    }

    private OperationOutcome Define(DefineRole operation, GroupEffects effects)
    {
        var (environment, key) = operation.Key;
        connection.Run(LockScope, Of(environment.Id));
        var (id, known) = (operation.CandidateId, (RoleState?)null);
        connection.Read(
            "SELECT id, display_name, defined, created FROM roles WHERE environment = $1 AND key = $2 FOR UPDATE",
            row => (id, known) = (row.GetGuid(0), new RoleState(key, row.GetString(1), row.GetBoolean(2), row.GetInt64(3))),
            Of(environment.Id), Of(key));
        var held = new List<(GroupKey Key, string RoleKey)>();
        connection.Read(
            "SELECT key FROM tenants WHERE environment = $1 ORDER BY number",
            row => held.Add((new GroupKey(new TenantKey(environment, row.GetString(0)), id), key)), Of(environment.Id));
        if (held.Count == 0)
        {
            return OperationOutcome.Missing(MissingKind.Environment, environment.Id);
        }

        if (known is not null && known.DisplayName != operation.DisplayName)
        {
            return OperationOutcome.Conflict(ConflictKind.RoleKey);
        }

        if (known is { Defined: true })
        {
            return OperationResult.Unchanged;
        }

        var set = Load(held);
        if (known is not null)
        {
            set.Roles.Load((environment, id), known);
        }

        set.Roles[(environment, id)] = new RoleState(key, operation.DisplayName, true, known?.Created ?? effects.Time.UtcTicks);
        foreach (var (group, roleKey) in held)
        {
            switch (GroupRules.Hold(group, set.GroupNumbers.Dequeue(), roleKey, operation.DisplayName, null, null, set, effects))
            {
                case null:
                    effects.OldGroup(group);
                    break;
                case ConflictKind.GroupName:
                    return OperationOutcome.Conflict(ConflictKind.GroupName);
            }
        }

        Write(set);
        effects.Event(environment, null, EventKinds.RoleDefined, id, 1);
        return OperationResult.Done;
    }

    private OperationOutcome Create(CreateToken operation, GroupEffects effects)
    {
        if (!EnvironmentExists(operation.Environment))
        {
            return OperationOutcome.Missing(MissingKind.Environment, operation.Environment.Id);
        }

        if (operation.Tenant is { } tenant
            && !connection.Any("SELECT 1 FROM tenants WHERE environment = $1 AND key = $2", Of(operation.Environment.Id), Of(tenant)))
        {
            return OperationOutcome.Missing(MissingKind.Tenant);
        }

        if (operation.UserId is { } user && !connection.Any("SELECT 1 FROM users WHERE environment = $1 AND id = $2", Of(operation.Environment.Id), Of(user)))
        {
            return OperationOutcome.Missing(MissingKind.User, user);
        }

        connection.Run(
            "INSERT INTO tokens (environment, id, hash, tenant, description, created, expires, profile, user_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            Of(operation.Environment.Id), Of(operation.Id), Of(TokenHashes.Stored(operation.Hash, operation.UserId)), Of(operation.Tenant), Of(operation.Description),
            Of(effects.Time.UtcTicks), Of(operation.ExpiresAt?.UtcTicks), Of(operation.Profile), Of(operation.UserId));
        return Announce(operation.Environment, operation.Id, operation.Tenant, EventKinds.TokenCreated, effects);
    }

    private OperationOutcome Create(CreateAdministratorKey operation, GroupEffects effects)
    {
        connection.Run(
            "INSERT INTO administrator_keys (hash, id, description, created) VALUES ($1, $2, $3, $4)",
            Of(operation.Hash), Of(operation.Id), Of(operation.Description), Of(effects.Time.UtcTicks));
        return OperationResult.Done;
    }

    private OperationOutcome Revoke(RevokeToken operation, GroupEffects effects)
    {
        if (Find(operation.Environment, operation.Id) is not { } token)
        {
            return OperationOutcome.Missing(MissingKind.Token, operation.Id);
        }

        if (token.Revoked)
        {
            return OperationResult.Unchanged;
        }

        connection.Run(
            "UPDATE tokens SET revoked = $3 WHERE environment = $1 AND id = $2", Of(operation.Environment.Id), Of(operation.Id), Of(effects.Time.UtcTicks));
        return Announce(operation.Environment, operation.Id, null, EventKinds.TokenRevoked, effects);
    }

    private OperationOutcome Expire(ExpireToken operation, GroupEffects effects)
    {
        if (Find(operation.Environment, operation.Id) is not { } token)
        {
            return OperationOutcome.Missing(MissingKind.Token, operation.Id);
        }

        if (token.Expires <= operation.ExpiresAt.UtcTicks)
        {
            return OperationResult.Unchanged;
        }

        connection.Run(
            "UPDATE tokens SET expires = $3 WHERE environment = $1 AND id = $2",
            Of(operation.Environment.Id), Of(operation.Id), Of(operation.ExpiresAt.UtcTicks));
        return Announce(operation.Environment, operation.Id, null, EventKinds.TokenRotated, effects);
    }

    private static OperationResult Announce(EnvironmentKey environment, Guid id, string? tenant, string kind, GroupEffects effects)
    {
        effects.Event(environment, tenant, kind, id, 1);
        effects.Old(CopyKey.Token(environment, id));
        return OperationResult.Done;
    }

    private void InsertTenant(TenantKey tenant, Guid id, string name, GroupEffects effects)
    {
        connection.Run(
            "INSERT INTO tenants (environment, key, id, name, created) VALUES ($1, $2, $3, $4, $5)",
            Of(tenant.Environment.Id), Of(tenant.Key), Of(id), Of(name), Of(effects.Time.UtcTicks));
        effects.Old(CopyKey.TenantExists(tenant));
    }

    private bool EnvironmentExists(EnvironmentKey environment) => connection.Any("SELECT 1 FROM environments WHERE id = $1", Of(environment.Id));

    private (long? Expires, bool Revoked)? Find(EnvironmentKey environment, Guid id)
    {
        (long?, bool)? token = null;
        connection.Read(
            "SELECT expires, revoked FROM tokens WHERE environment = $1 AND id = $2 FOR UPDATE",
            row => token = (row.IsDBNull(0) ? null : row.GetInt64(0), !row.IsDBNull(1)), Of(environment.Id), Of(id));
        return token;
    }

    private WorkingSet Load(List<(GroupKey Key, string RoleKey)> held)
    {
        var (plan, set) = (new CommitPlan(), new WorkingSet());
        held.ForEach(group => plan.AddHolding(group.Key, group.RoleKey));
        using var script = connection.Script();
        WorkingSetLoader.Add(plan, set, script);
        script.Run();
        return set;
    }

    private void Write(WorkingSet set)
    {
        using var script = connection.Script();
        WorkingSetWriter.Add(set, script);
        script.Run();
    }
}
