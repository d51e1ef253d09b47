using Microsoft.Data.Sqlite;
using Scim.Grains.Storage;
using Scim.Storage.Sql.Tests.Contract;

namespace Scim.Storage.Sql.Tests.Sqlite;

public sealed class SqliteFaultTests : FaultContract
{
    private SqliteTestStore? _files;

    protected override int FewestCalls => 10;

    public override async Task DisposeAsync() => await _files!.DisposeAsync();

    protected override Task<IDirectoryStore> Open(ICommitObserver observer, Action faults)
    {
        _files = new SqliteTestStore { Faults = _ => faults() };
        return Task.FromResult<IDirectoryStore>(_files.Open(observer));
    }

    protected override async Task<IDirectoryStore> Reopen(ICommitObserver observer) => await _files!.Reopen(observer);

    protected override Exception DatabaseFault() => new SqliteException("injected", 10);
}
