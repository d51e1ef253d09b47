using Scim.Grains.Storage;
using Scim.Storage.Sql.PostgreSql;
using Scim.Storage.Sql.Tests.PostgreSql;
using Xunit.Abstractions;

namespace Scim.Storage.Sql.Tests.Measurements;

[Collection(PostgreSqlTests.Name)]
public sealed class PostgreSqlQueryMeasurements(PostgreSqlServer server, ITestOutputHelper output) : QueryMeasurements(output)
{
    private readonly PostgreSqlTestStore _stores = new(server);

    public override async Task DisposeAsync() => await _stores.DisposeAsync();

    protected override async Task<IDirectoryStore> Open(ICommitObserver observer) => await _stores.Open(observer);

    protected override async Task Analyze()
    {
        await using var source = PostgreSqlDataSources.Build(await _stores.Database());
        await using var command = source.CreateCommand("VACUUM ANALYZE");
        command.CommandTimeout = 120;
        await command.ExecuteNonQueryAsync();
    }
}
