using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Npgsql;
using Scim.Grains.Interfaces.Environments;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Roles;
using Scim.Grains.Interfaces.Schemas;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Rows;
using Scim.Storage.Sql.Commits;
using Scim.Storage.Sql.PostgreSql.Administration;
using Scim.Storage.Sql.PostgreSql.Commits;
using Scim.Storage.Sql.PostgreSql.Groups;
using Scim.Storage.Sql.PostgreSql.Users;
using Scim.Storage.Sql.Telemetry;

namespace Scim.Storage.Sql.PostgreSql;

/// <summary>The directory store in a PostgreSQL database that any number of nodes share (docs/decisions/0008-postgresql.md).</summary>
public sealed class PostgreSqlDirectoryStore : IDirectoryStore, IAsyncDisposable
{
    private readonly GroupCommitWriter _writer;
    private readonly PostgreSqlUserReader _users;
    private readonly PostgreSqlGroupReader _groups;
    private readonly PostgreSqlScopeReader _scopes;
    private readonly PostgreSqlTokenReader _tokens;
    private readonly PostgreSqlSchemaReader _schemas;
    private int _disposed;

    private PostgreSqlDirectoryStore(NpgsqlDataSource source, PostgreSqlStoreOptions options, ICommitObserver observer, IMeterFactory? meters)
    {
        _writer = new GroupCommitWriter(new PostgreSqlCommitTransaction(source, options), observer, options.QueueLength, new CommitMetrics(meters));
        var reads = new PostgreSqlReads(source, options.StatementTimeout);
        _users = new PostgreSqlUserReader(reads);
        _groups = new PostgreSqlGroupReader(reads);
        _scopes = new PostgreSqlScopeReader(reads);
        _tokens = new PostgreSqlTokenReader(reads);
        _schemas = new PostgreSqlSchemaReader(reads);
        Leases = new PostgreSqlNodeLeases(reads);
    }

    /// <summary>The leases of the nodes that share this database.</summary>
    public INodeLeases Leases { get; }

    /// <param name="source">Stays the caller's.</param>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public static PostgreSqlDirectoryStore Open(NpgsqlDataSource source, PostgreSqlStoreOptions options, ICommitObserver observer, IMeterFactory? meters = null)
    {
        if (options.Migrate)
        {
            PostgreSqlMigrations.Run(source);
        }

        try
        {
            return new PostgreSqlDirectoryStore(source, options, observer, meters);
        }
        catch (NpgsqlException fault)
        {
            throw new StoreUnavailableException("The database cannot be reached.", fault);
        }
    }

    public ValueTask<CommitResult> Commit(AtomicGroup group, CancellationToken cancellation) => _writer.Commit(group, cancellation);

    public ValueTask<Loaded<UserRow?>> LoadUser(UserKey key, CancellationToken cancellation) => _users.Load(key, cancellation);

    public ValueTask<Loaded<UserView?>> LoadUserView(MembershipKey key, CancellationToken cancellation) => _users.LoadView(key, cancellation);

    public ValueTask<Loaded<MembershipRow>> LoadMembership(MembershipKey key, CancellationToken cancellation) => _users.LoadMembership(key, cancellation);

    public ValueTask<Loaded<UserRow?>> FindUser(EnvironmentKey environment, string userName, CancellationToken cancellation) =>
        _users.Find(environment, userName, cancellation);

    public ValueTask<IReadOnlyDictionary<string, Guid>> ResolveMembers(
        EnvironmentKey environment, ImmutableArray<string> values, CancellationToken cancellation) => _users.ResolveAll(environment, values, cancellation);

    public ValueTask<StorePage<UserView>> QueryUsers(TenantKey tenant, StoreQuery query, CancellationToken cancellation) =>
        _users.Query(tenant, query, cancellation);

    public ValueTask<Loaded<GroupRow?>> LoadGroup(GroupKey key, CancellationToken cancellation) => _groups.Load(key, cancellation);

    public ValueTask<Loaded<GroupWithMembers?>> LoadMembers(GroupKey key, CancellationToken cancellation) => _groups.LoadWithMembers(key, cancellation);

    public ValueTask<Loaded<TakeUpState>> LoadTakeUp(TenantKey tenant, string roleKey, CancellationToken cancellation) =>
        _groups.LoadTakeUp(tenant, roleKey, cancellation);

    public ValueTask<StorePage<GroupWithMembers>> QueryGroups(TenantKey tenant, StoreQuery query, CancellationToken cancellation) =>
        _groups.Query(tenant, query, cancellation);

    public ValueTask<bool> IsEmpty(CancellationToken cancellation) => _scopes.IsEmpty(cancellation);

    public ValueTask<byte[]> LoadCursorSecret(CancellationToken cancellation) => _tokens.CursorSecret(cancellation);

    public ValueTask<NamedResource?> FindProject(string idOrKey, CancellationToken cancellation) => _scopes.FindProject(idOrKey, cancellation);

    public ValueTask<StorePage<NamedResource>> ListProjects(int offset, int limit, CancellationToken cancellation) =>
        _scopes.ListProjects(offset, limit, cancellation);

    public ValueTask<NamedResource?> FindEnvironment(Guid projectId, string idOrKey, CancellationToken cancellation) =>
        _scopes.FindEnvironment(projectId, idOrKey, cancellation);

    public ValueTask<StorePage<NamedResource>> ListEnvironments(Guid projectId, int offset, int limit, CancellationToken cancellation) =>
        _scopes.ListEnvironments(projectId, offset, limit, cancellation);

    public ValueTask<Loaded<NamedResource?>> FindTenant(TenantKey tenant, CancellationToken cancellation) => _scopes.FindTenant(tenant, cancellation);

    public ValueTask<StorePage<NamedResource>> ListTenants(EnvironmentKey environment, int offset, int limit, CancellationToken cancellation) =>
        _scopes.ListTenants(environment, offset, limit, cancellation);

    public ValueTask<TokenResource?> FindToken(EnvironmentKey environment, Guid id, CancellationToken cancellation) =>
        _tokens.Find(environment, id, cancellation);

    public ValueTask<StorePage<TokenResource>> ListTokens(EnvironmentKey environment, int offset, int limit, CancellationToken cancellation) =>
        _tokens.ListAll(environment, offset, limit, cancellation);

    public ValueTask<TokenRow?> FindTokenByHash(byte[] hash, CancellationToken cancellation) => _tokens.FindByHash(hash, cancellation);

    public ValueTask<bool> AdministratorKeyExists(byte[] hash, CancellationToken cancellation) => _tokens.AdministratorKeyExists(hash, cancellation);

    public ValueTask<StorePage<RoleResource>> ListRoles(EnvironmentKey environment, int offset, int limit, CancellationToken cancellation) =>
        _scopes.ListRoles(environment, offset, limit, cancellation);

    public ValueTask<RoleResource?> FindRole(RoleKey key, CancellationToken cancellation) => _scopes.FindRole(key, cancellation);

    public ValueTask<string?> FindTenantHoldingName(RoleKey key, CancellationToken cancellation) => _scopes.FindTenantHoldingName(key, cancellation);

    public ValueTask<Loaded<SchemaSet>> LoadSchemas(EnvironmentKey environment, CancellationToken cancellation) => _schemas.Load(environment, cancellation);

    public ValueTask<StorePage<DirectoryEvent>> ReadEvents(EnvironmentKey environment, long after, int limit, CancellationToken cancellation) =>
        _scopes.ReadEvents(environment, after, limit, cancellation);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await _writer.DisposeAsync();
        }
    }
}
