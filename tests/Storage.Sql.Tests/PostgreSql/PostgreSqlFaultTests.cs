using Npgsql;
using Scim.Grains.Storage;
using Scim.Storage.Sql.Tests.Contract;

namespace Scim.Storage.Sql.Tests.PostgreSql;

[Collection(PostgreSqlTests.Name)]
public sealed class PostgreSqlFaultTests(PostgreSqlServer server) : FaultContract
{
    private PostgreSqlTestStore? _stores;

    // Load, write, and the two sides of the commit.
    protected override int FewestCalls => 4;

    public override async Task DisposeAsync() => await _stores!.DisposeAsync();

    protected override async Task<IDirectoryStore> Open(ICommitObserver observer, Action faults)
    {
        _stores = new PostgreSqlTestStore(server) { Faults = _ => faults() };
        return await _stores.Open(observer);
    }

    protected override async Task<IDirectoryStore> Reopen(ICommitObserver observer) => await _stores!.Reopen(observer);

    protected override Exception DatabaseFault() => new NpgsqlException("injected");
}
