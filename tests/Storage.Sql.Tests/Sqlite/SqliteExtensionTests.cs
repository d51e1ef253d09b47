using Scim.Grains.Storage;
using Scim.Storage.Sql.Tests.Contract;

namespace Scim.Storage.Sql.Tests.Sqlite;

public sealed class SqliteExtensionTests : ExtensionContract
{
    private readonly SqliteTestStore _files = new();

    public override async Task DisposeAsync() => await _files.DisposeAsync();

    protected override Task<IDirectoryStore> Open(ICommitObserver observer) => Task.FromResult<IDirectoryStore>(_files.Open(observer));

    protected override async Task<IDirectoryStore> Reopen(ICommitObserver observer) => await _files.Reopen(observer);
}
