using Scim.Grains.Storage;
using Scim.Storage.Sql.Tests.Sqlite;
using Xunit.Abstractions;

namespace Scim.Storage.Sql.Tests.Measurements;

public sealed class SqliteQueryMeasurements(ITestOutputHelper output) : QueryMeasurements(output)
{
    private readonly SqliteTestStore _files = new();

    public override async Task DisposeAsync() => await _files.DisposeAsync();

    protected override Task<IDirectoryStore> Open(ICommitObserver observer) => Task.FromResult<IDirectoryStore>(_files.Open(observer));
}
