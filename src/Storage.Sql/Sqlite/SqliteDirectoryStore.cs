using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Globalization;
using Scim.Grains.Interfaces.Environments;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Roles;
using Scim.Grains.Interfaces.Schemas;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Rows;
using Scim.Storage.Sql.Commits;
using Scim.Storage.Sql.Filters;
using Scim.Storage.Sql.Sqlite.Filters;
using Scim.Storage.Sql.Telemetry;

namespace Scim.Storage.Sql.Sqlite;

/// <summary>The directory store in a file: one process, nothing to install (docs/decisions/0004-store.md).</summary>
public sealed class SqliteDirectoryStore : IDirectoryStore, IAsyncDisposable
{
    // A group of 1000 members and a page of 1000 users are still read on the caller's thread.
    private const int MostOnCallersThread = 1000;

    // SQLite goes through all of a connection's cache in each commit that has split an index page: a large one costs more than it saves.
    private const int WriterCacheKilobytes = 4 * 1024;
    private const int ReaderCacheKilobytes = 4 * 1024;
    private readonly DataDirectory _directory;
    private readonly GroupCommitWriter _writer;
    private readonly SqliteCheckpoints _checkpoints;
    private readonly SqliteReaderPool _readers;
    private int _disposed;

    private SqliteDirectoryStore(DataDirectory directory, SqliteStoreOptions options, ICommitObserver observer, IMeterFactory? meters)
    {
        _directory = directory;
        var file = directory.DatabaseFile;
        _checkpoints = new SqliteCheckpoints(OpenWriter(file, options.LongLog, faults: null), options.LongLog);
        var transaction = new SqliteCommitTransaction(() => OpenWriter(file, options.LongLog, options.WriterFaults), _checkpoints);
        _writer = new GroupCommitWriter(transaction, observer, options.QueueLength, new CommitMetrics(meters));
        _readers = new SqliteReaderPool(() => OpenReader(file, options.ReaderOpened), options.QueryTimeout);
    }

    /// <summary>The leases of the nodes that share this directory.</summary>
    public INodeLeases Leases => _directory.Leases;

    /// <exception cref="StoreUnavailableException">Another process uses the directory.</exception>
    public static SqliteDirectoryStore Open(SqliteStoreOptions options, ICommitObserver observer, IMeterFactory? meters = null)
    {
        var directory = DataDirectory.Take(options.Directory, options.SharedInProcess);
        try
        {
            SqliteMigrations.Run(directory.DatabaseFile);
            return new SqliteDirectoryStore(directory, options, observer, meters);
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    public ValueTask<CommitResult> Commit(AtomicGroup group, CancellationToken cancellation) => _writer.Commit(group, cancellation);

    public ValueTask<Loaded<UserRow?>> LoadUser(UserKey key, CancellationToken cancellation) =>
        new(_readers.Read(key, static (readers, key) => readers.Users.Load(key)));

    public ValueTask<Loaded<UserView?>> LoadUserView(MembershipKey key, CancellationToken cancellation) =>
        new(_readers.Read(key, static (readers, key) => readers.Users.LoadView(key)));

    public ValueTask<Loaded<MembershipRow>> LoadMembership(MembershipKey key, CancellationToken cancellation) =>
        new(_readers.Read(key, static (readers, key) => readers.Users.LoadMembership(key)));

    public ValueTask<Loaded<UserRow?>> FindUser(EnvironmentKey environment, string userName, CancellationToken cancellation) =>
        new(_readers.Read((environment, userName), static (readers, name) => readers.Users.Find(name.environment, name.userName)));

    public ValueTask<IReadOnlyDictionary<string, Guid>> ResolveMembers(
        EnvironmentKey environment, ImmutableArray<string> values, CancellationToken cancellation) =>
        values.Length <= MostOnCallersThread
            ? new(_readers.Read((environment, values), static (readers, names) => readers.Users.Resolve(names.environment, names.values)))
            : _readers.ReadLong(
                (environment, values), static (readers, names) => readers.Users.Resolve(names.environment, names.values), cancellation);

    public ValueTask<StorePage<UserView>> QueryUsers(TenantKey tenant, StoreQuery query, CancellationToken cancellation) => query.IsPlain
        ? Query(
            query.Filter is { } filter ? ResourceQuery.Users(tenant, filter, SqliteDialect.Instance) : null,
            (tenant, query),
            static (readers, list) => readers.UserPages.Query(list.State.tenant, list.State.query, list.Filter),
            cancellation)
        : Sorted(
            (tenant, query, SortedQuery.Users(tenant, query, SqliteDialect.Instance)), query,
            static (readers, list) => readers.UserPages.Query(list.tenant, list.query, list.sorted), cancellation);

    public ValueTask<Loaded<GroupRow?>> LoadGroup(GroupKey key, CancellationToken cancellation) =>
        new(_readers.Read(key, static (readers, key) => readers.Groups.Load(key)));

    public ValueTask<Loaded<GroupWithMembers?>> LoadMembers(GroupKey key, CancellationToken cancellation) =>
        new(_readers.Read(key, static (readers, key) => readers.Groups.LoadWithMembers(key)));

    public ValueTask<Loaded<TakeUpState>> LoadTakeUp(TenantKey tenant, string roleKey, CancellationToken cancellation) =>
        new(_readers.Read((tenant, roleKey), static (readers, name) => readers.Groups.LoadTakeUp(name.tenant, name.roleKey)));

    public ValueTask<StorePage<GroupWithMembers>> QueryGroups(TenantKey tenant, StoreQuery query, CancellationToken cancellation) => query.IsPlain
        ? Query(
            query.Filter is { } filter ? ResourceQuery.Groups(tenant, filter, SqliteDialect.Instance) : null,
            (tenant, query),
            static (readers, list) => readers.GroupPages.Query(list.State.tenant, list.State.query, list.Filter),
            cancellation)
        : Sorted(
            (tenant, query, SortedQuery.Groups(tenant, query, SqliteDialect.Instance)), query,
            static (readers, list) => readers.GroupPages.Query(list.tenant, list.query, list.sorted), cancellation);

    public ValueTask<bool> IsEmpty(CancellationToken cancellation) =>
        new(_readers.Read(0, static (readers, _) => readers.Scopes.IsEmpty()));

    public ValueTask<byte[]> LoadCursorSecret(CancellationToken cancellation) =>
        new(_readers.Read(0, static (readers, _) => readers.Tokens.CursorSecret()));

    public ValueTask<NamedResource?> FindProject(string idOrKey, CancellationToken cancellation) =>
        new(_readers.Read(idOrKey, static (readers, name) => readers.Scopes.FindProject(name)));

    public ValueTask<StorePage<NamedResource>> ListProjects(int offset, int limit, CancellationToken cancellation) =>
        new(_readers.Read((offset, limit), static (readers, page) => readers.Scopes.ListProjects(page.offset, page.limit)));

    public ValueTask<NamedResource?> FindEnvironment(Guid projectId, string idOrKey, CancellationToken cancellation) =>
        new(_readers.Read((projectId, idOrKey), static (readers, name) => readers.Scopes.FindEnvironment(name.projectId, name.idOrKey)));

    public ValueTask<StorePage<NamedResource>> ListEnvironments(Guid projectId, int offset, int limit, CancellationToken cancellation) =>
        new(_readers.Read(
            (projectId, offset, limit), static (readers, page) => readers.Scopes.ListEnvironments(page.projectId, page.offset, page.limit)));

    public ValueTask<Loaded<NamedResource?>> FindTenant(TenantKey tenant, CancellationToken cancellation) =>
        new(_readers.Read(tenant, static (readers, tenant) => readers.Scopes.FindTenant(tenant)));

    public ValueTask<StorePage<NamedResource>> ListTenants(EnvironmentKey environment, int offset, int limit, CancellationToken cancellation) =>
        new(_readers.Read(
            (environment, offset, limit), static (readers, page) => readers.Scopes.ListTenants(page.environment, page.offset, page.limit)));

    public ValueTask<TokenResource?> FindToken(EnvironmentKey environment, Guid id, CancellationToken cancellation) =>
        new(_readers.Read((environment, id), static (readers, token) => readers.Tokens.Find(token.environment, token.id)));

    public ValueTask<StorePage<TokenResource>> ListTokens(EnvironmentKey environment, int offset, int limit, CancellationToken cancellation) =>
        new(_readers.Read(
            (environment, offset, limit), static (readers, page) => readers.Tokens.List(page.environment, page.offset, page.limit)));

    public ValueTask<TokenRow?> FindTokenByHash(byte[] hash, CancellationToken cancellation) =>
        new(_readers.Read(hash, static (readers, hash) => readers.Tokens.FindByHash(hash)));

    public ValueTask<bool> AdministratorKeyExists(byte[] hash, CancellationToken cancellation) =>
        new(_readers.Read(hash, static (readers, hash) => readers.Tokens.AdministratorKeyExists(hash)));

    public ValueTask<StorePage<RoleResource>> ListRoles(EnvironmentKey environment, int offset, int limit, CancellationToken cancellation) =>
        new(_readers.Read(
            (environment, offset, limit), static (readers, page) => readers.Scopes.ListRoles(page.environment, page.offset, page.limit)));

    public ValueTask<RoleResource?> FindRole(RoleKey key, CancellationToken cancellation) =>
        new(_readers.Read(key, static (readers, key) => readers.Scopes.FindRole(key)));

    public ValueTask<string?> FindTenantHoldingName(RoleKey key, CancellationToken cancellation) =>
        new(_readers.Read(key, static (readers, key) => readers.Scopes.FindTenantHoldingName(key)));

    public ValueTask<Loaded<SchemaSet>> LoadSchemas(EnvironmentKey environment, CancellationToken cancellation) =>
        new(_readers.Read(environment, static (readers, environment) => readers.Schemas.Load(environment)));

    public ValueTask<StorePage<DirectoryEvent>> ReadEvents(EnvironmentKey environment, long after, int limit, CancellationToken cancellation) =>
        new(_readers.Read(
            (environment, after, limit), static (readers, page) => readers.Scopes.ReadEvents(page.environment, page.after, page.limit)));

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await _writer.DisposeAsync();
            _checkpoints.Dispose();
            _readers.Dispose();
            _directory.Dispose();
        }
    }

    private ValueTask<T> Query<TState, T>(
        ResourceQuery? filter, TState state, Func<SqliteReaders, (TState State, ResourceQuery? Filter), T> read, CancellationToken cancellation) =>
        filter is null or { IsQuick: true }
            ? new(_readers.Read((state, filter), read))
            : _readers.ReadLong((state, filter), read, cancellation);

    // Behind a position an index leads to the page at once; an index to begin at is counted off.
    private ValueTask<T> Sorted<T>(
        (TenantKey tenant, StoreQuery query, SortedQuery sorted) state, StoreQuery query,
        Func<SqliteReaders, (TenantKey tenant, StoreQuery query, SortedQuery sorted), T> read, CancellationToken cancellation) =>
        state.sorted.IsQuick && query.StartIndex == 1
            ? new(_readers.Read(state, read))
            : _readers.ReadLong(state, read, cancellation);

    private static SqliteSession OpenWriter(string file, int longLog, Action<StorePoint>? faults)
    {
        var session = SqliteSession.Open(file, readOnly: false, WriterCacheKilobytes, faults);
        session.Run("PRAGMA synchronous = FULL");

        // SqliteCheckpoints does it.
        session.Run("PRAGMA wal_autocheckpoint = 0");

        // A log that grew as usual while it was copied keeps its length: making it longer again costs the disk twice what writing over it does.
        session.Run(string.Create(CultureInfo.InvariantCulture, $"PRAGMA journal_size_limit = {2L * longLog * SqliteStoreOptions.PageBytes}"));
        return session;
    }

    private static SqliteSession OpenReader(string file, Action<SqliteSession>? opened)
    {
        var session = SqliteSession.Open(file, readOnly: true, ReaderCacheKilobytes, faults: null);
        SqliteFunctions.Define(session);
        opened?.Invoke(session);
        return session;
    }
}
