using Scim.Grains.Storage;
using Scim.Storage.Sql.Commits;
using Scim.Storage.Sql.Sqlite;

namespace Scim.Storage.Sql.Tests.Sqlite;

/// <summary>A store in a directory of its own that goes with it.</summary>
internal sealed class SqliteTestStore : IAsyncDisposable
{
    private readonly List<SqliteDirectoryStore> _stores = [];

    public string Path { get; } = Directory.CreateTempSubdirectory("scim-store-").FullName;

    public Action<StorePoint>? Faults { get; init; }

    public Action<SqliteSession>? ReaderOpened { get; init; }

    public SqliteDirectoryStore Open(ICommitObserver observer, bool shared = false)
    {
        var store = SqliteDirectoryStore.Open(new SqliteStoreOptions { Directory = Path, SharedInProcess = shared, WriterFaults = Faults, ReaderOpened = ReaderOpened }, observer);
        _stores.Add(store);
        return store;
    }

    public async Task<SqliteDirectoryStore> Reopen(ICommitObserver observer)
    {
        await Close();
        return Open(observer);
    }

    public async Task Close()
    {
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }

        _stores.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await Close();
        Directory.Delete(Path, recursive: true);
    }
}
