using Scim.Grains.Storage;
using Scim.Storage.Sql.Tests.Contract;

namespace Scim.Storage.Sql.Tests.PostgreSql;

[Collection(PostgreSqlTests.Name)]
public sealed class PostgreSqlExtensionTests(PostgreSqlServer server) : ExtensionContract
{
    private readonly PostgreSqlTestStore _stores = new(server);

    public override async Task DisposeAsync() => await _stores.DisposeAsync();

    protected override async Task<IDirectoryStore> Open(ICommitObserver observer) => await _stores.Open(observer);

    protected override async Task<IDirectoryStore> Reopen(ICommitObserver observer) => await _stores.Reopen(observer);
}
