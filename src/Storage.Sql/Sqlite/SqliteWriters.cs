using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Storage.Sql.Commits;
using Scim.Storage.Sql.Sqlite.Administration;
using Scim.Storage.Sql.Sqlite.Groups;
using Scim.Storage.Sql.Sqlite.Users;

namespace Scim.Storage.Sql.Sqlite;

/// <summary>The prepared statements of the writer's connection, by what they change, and the way from an operation to them.</summary>
internal sealed class SqliteWriters
{
    private readonly SqliteUserWriter _users;
    private readonly SqliteLinkWriter _links;
    private readonly SqliteGroupWriter _groups;
    private readonly SqliteRoleWriter _roles;
    private readonly SqliteScopeWriter _scopes;
    private readonly SqliteTokenWriter _tokens;
    private readonly SqliteSchemaWriter _schemas;
    private readonly SqliteStatement _stored;
    private readonly SqliteStatement _storedProject;
    private readonly SqliteStatement _storedKey;

    public SqliteWriters(SqliteSession session)
    {
        Counters = new SqliteCounters(session);
        var holder = new SqliteGroupHolder(session);
        _users = new SqliteUserWriter(session, Counters);
        _links = new SqliteLinkWriter(session, Counters);
        _groups = new SqliteGroupWriter(session, holder, new SqliteMemberWriter(session));
        _roles = new SqliteRoleWriter(session, holder);
        _scopes = new SqliteScopeWriter(session, Counters, _roles);
        _tokens = new SqliteTokenWriter(session, Counters, holder);
        _schemas = new SqliteSchemaWriter(session, Counters);
        _stored = session.Prepare("SELECT 1 FROM events WHERE environment = ? AND position = ? AND operation_id = ?");
        _storedProject = session.Prepare("SELECT 1 FROM projects WHERE id = ?");
        _storedKey = session.Prepare("SELECT 1 FROM administrator_keys WHERE id = ?");
    }

    public SqliteCounters Counters { get; }

    public OperationOutcome Apply(StoreOperation operation, GroupEffects effects) => operation switch
    {
        CreateUser create => _users.Create(create, effects),
        ChangeUser change => _users.Change(change, effects),
        DeleteUser delete => _users.Delete(delete, effects),
        SetExternalId set => _links.Set(set, effects),
        TakeUpGroup takeUp => _groups.TakeUp(takeUp, effects),
        ChangeGroup change => _groups.Change(change, effects),
        ReleaseGroup release => _groups.Release(release, effects),
        DefineRole define => _roles.Define(define, effects),
        CreateProject create => _scopes.Create(create, effects),
        CreateEnvironment create => _scopes.Create(create, effects),
        CreateTenant create => _scopes.Create(create, effects),
        CreateToken create => _tokens.Create(create, effects),
        CreateAdministratorKey create => _tokens.Create(create, effects),
        RevokeToken revoke => _tokens.Revoke(revoke, effects),
        ExpireToken expire => _tokens.Expire(expire, effects),
        TouchToken touch => _tokens.Touch(touch),
        RequireSchemas require => _schemas.Require(require),
        PutExtension put => _schemas.Put(put, effects),
        RemoveExtension remove => _schemas.Remove(remove, effects),
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };

    /// <summary>Forgets environments and tenants whose creation is taken back.</summary>
    public void TakeBack(AtomicGroup group)
    {
        foreach (var operation in group.Operations)
        {
            switch (operation)
            {
                case CreateEnvironment create:
                    Counters.Forget(new EnvironmentKey(create.Id));
                    break;
                case CreateTenant create:
                    Counters.Forget(create.Key);
                    break;
            }
        }
    }

    /// <summary>
    /// Whether the group's own event is at the position where it would have been written; for a group above every log, whether what it creates exists.
    /// False for a group that changes nothing or only records a use: running it again does no harm.
    /// </summary>
    public bool IsStored(AtomicGroup group, long position)
    {
        if (Exists(_stored.Bind(group.Environment.Id).Bind(position).Bind(group.OperationId)))
        {
            return true;
        }

        foreach (var operation in group.Operations)
        {
            var exists = operation switch
            {
                CreateProject project => Exists(_storedProject.Bind(project.Id)),
                CreateAdministratorKey key => Exists(_storedKey.Bind(key.Id)),
                _ => false,
            };
            if (exists)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Exists(SqliteStatement statement)
    {
        var exists = statement.Step();
        statement.Reset();
        return exists;
    }
}
