using Scim.Cluster.Tests.Hosting;
using Scim.Service.Tests.Hosting;
using Scim.Storage.Sql.Tests.PostgreSql;

namespace Scim.Deployment.Tests.Backups;

/// <summary>docs/operations.md, Backup and restore: the scripts do what is said there.</summary>
public sealed class PostgreSqlBackupTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>, IDisposable
{
    private readonly HttpClient _http = new();
    private readonly TemporaryDirectory _directory = new();

    private string Backup => _directory.File("directory.backup");

    public void Dispose()
    {
        _http.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task a_backup_taken_while_the_node_writes_holds_all_that_was_acknowledged_before()
    {
        var original = await server.CreateDatabase(migrated: false);
        await using var node = Node("original", original);
        var secrets = (await node.FirstStart()).ShouldNotBeNull();
        var scim = Tenant(node, secrets);
        var contents = await Contents.Fill(scim);

        using (var stop = new CancellationTokenSource())
        {
            var writing = Contents.GoOn(scim, stop.Token);
            await DatabaseEnvironment.Script("postgresql-backup.sh", original, Backup);
            await stop.CancelAsync();
            (await writing).ShouldBeGreaterThan(0, "something was written meanwhile");
        }

        (await node.Terminate()).ShouldBe(0, node.Output);
        var restored = await server.CreateDatabase(migrated: false);
        await DatabaseEnvironment.Script("postgresql-restore.sh", restored, Backup);

        await using var successor = Node("restored", restored);
        (await successor.FirstStart()).ShouldBeNull("the store is not empty: nobody makes new secrets");
        await contents.ShouldBeIn(Tenant(successor, secrets));
        await EventsAreWithoutGaps(successor, secrets);
    }

    [Fact]
    public async Task a_database_that_holds_something_is_not_restored_into()
    {
        var database = await server.CreateDatabase();
        await DatabaseEnvironment.Script("postgresql-backup.sh", database, Backup);

        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => DatabaseEnvironment.Script("postgresql-restore.sh", database, Backup));

        refusal.Message.ShouldContain("is not empty");
    }

    [Fact]
    public async Task a_backup_that_fails_leaves_no_file_of_its_name()
    {
        var database = await server.CreateDatabase();
        await server.DropDatabase(database);

        await Should.ThrowAsync<InvalidOperationException>(() => DatabaseEnvironment.Script("postgresql-backup.sh", database, Backup));

        File.Exists(Backup).ShouldBeFalse();
    }

    private static NodeProcess Node(string name, string database) =>
        new(name, "--Mode", "cluster", "--PostgreSql:ConnectionString", database, "--PublicUrl", Contents.PublicUrl, "--Drain:Delay", "0");

    private Caller Tenant(NodeProcess node, Bootstrapped secrets) => new(_http, $"{node.Address}/scim/v2/default/dev/v2/default", secrets.Token);

    private async Task EventsAreWithoutGaps(NodeProcess node, Bootstrapped secrets)
    {
        var administration = new Caller(_http, $"{node.Address}/api/v1/projects/default/environments/dev", secrets.AdminKey);
        var positions = (await administration.Get("/events?after=0&limit=1000")).Expect(200).Json.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("position").GetInt64()).ToList();
        positions.Count.ShouldBeGreaterThan(60);
        positions.ShouldBe(Enumerable.Range(1, positions.Count).Select(position => (long)position));
    }
}
