using Scim.Grains.Storage;
using Scim.Storage.Sql.Tests.PostgreSql;
using Xunit.Abstractions;

namespace Scim.Storage.Sql.Tests.Measurements;

[Collection(PostgreSqlTests.Name)]
public sealed class PostgreSqlMeasurements(PostgreSqlServer server, ITestOutputHelper output) : StoreMeasurements(output)
{
    private readonly PostgreSqlTestStore _stores = new(server);

    public override async Task DisposeAsync() => await _stores.DisposeAsync();

    protected override async Task<IDirectoryStore> Open(ICommitObserver observer) => await _stores.Open(observer);
}
