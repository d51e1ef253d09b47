using Scim.Grains.Storage;

namespace Scim.Storage.Sql.Tests.Contract;

/// <summary>What every directory store has to do; each database's tests inherit the suites that derive from this.</summary>
public abstract class DirectoryStoreContract : IAsyncLifetime
{
    protected RecordingObserver Observer { get; } = new();

    protected IDirectoryStore Store { get; private set; } = null!;

    protected TestDirectory Directory { get; private set; } = null!;

    protected static CancellationToken None => CancellationToken.None;

    public async Task InitializeAsync()
    {
        Store = await Open(Observer);
        Directory = await TestDirectory.Create(Store);
        Observer.Changes.Clear();
    }

    public abstract Task DisposeAsync();

    /// <summary>Opens an empty store; called once for each test.</summary>
    protected abstract Task<IDirectoryStore> Open(ICommitObserver observer);

    /// <summary>Closes the store and opens it again on the same data.</summary>
    protected async Task Restart()
    {
        Store = await Reopen(Observer);
        Directory = Directory.Through(Store);
    }

    protected abstract Task<IDirectoryStore> Reopen(ICommitObserver observer);

    protected CopyKey[] Announced() => [.. Observer.Changes.Select(change => change.Key).Distinct()];
}
