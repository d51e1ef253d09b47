using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Storage.Sql.Tests.Contract;

namespace Scim.Storage.Sql.Tests.PostgreSql;

/// <summary>A node that may have been overtaken while it did not run (docs/decisions/0009-cluster.md).</summary>
[Collection(PostgreSqlTests.Name)]
public sealed class PostgreSqlStandstillTests(PostgreSqlServer server)
{
    [Fact]
    public async Task a_node_that_may_not_commit_answers_as_unavailable_and_has_changed_nothing()
    {
        var may = true;
        await using var stores = new PostgreSqlTestStore(server) { MayCommit = () => Volatile.Read(ref may) };
        var node = await TestDirectory.Create(await stores.Open(new RecordingObserver()));
        var create = new CreateUser(node.NewUserKey(), TestDirectory.Content("late"), false);

        Volatile.Write(ref may, false);
        await Should.ThrowAsync<StoreUnavailableException>(() => node.Try(create));
        (await node.Store.LoadUser(create.Key, CancellationToken.None)).Value.ShouldBeNull();

        Volatile.Write(ref may, true);
        (await node.Try(create)).ShouldBeOfType<CommitResult.Committed>();
    }
}
