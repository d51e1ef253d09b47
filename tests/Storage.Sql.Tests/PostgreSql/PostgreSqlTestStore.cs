using Npgsql;
using Scim.Grains.Storage;
using Scim.Storage.Sql.Commits;
using Scim.Storage.Sql.PostgreSql;

namespace Scim.Storage.Sql.Tests.PostgreSql;

/// <summary>Stores on a database of their own that goes with them; each store has its own connections, as each node has.</summary>
internal sealed class PostgreSqlTestStore(PostgreSqlServer server) : IAsyncDisposable
{
    private readonly List<(NpgsqlDataSource Source, PostgreSqlDirectoryStore Store)> _stores = [];
    private string? _connectionString;

    public Action<StorePoint>? Faults { get; init; }

    public Func<bool>? MayCommit { get; init; }

    public async Task<string> Database() => _connectionString ??= await server.CreateDatabase();

    public async Task<PostgreSqlDirectoryStore> Open(ICommitObserver observer)
    {
        var source = PostgreSqlDataSources.Build(await Database());
        var store = PostgreSqlDirectoryStore.Open(source, new PostgreSqlStoreOptions { Migrate = false, WriterFaults = Faults, MayCommit = MayCommit }, observer);
        _stores.Add((source, store));
        return store;
    }

    public async Task<PostgreSqlDirectoryStore> Reopen(ICommitObserver observer)
    {
        await Close();
        return await Open(observer);
    }

    public async Task Close()
    {
        foreach (var (source, store) in _stores)
        {
            await store.DisposeAsync();
            await source.DisposeAsync();
        }

        _stores.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await Close();
        if (_connectionString is { } database)
        {
            await server.DropDatabase(database);
        }
    }
}
