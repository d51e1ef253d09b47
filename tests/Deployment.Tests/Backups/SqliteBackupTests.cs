using Microsoft.Data.Sqlite;
using Scim.Cluster.Tests.Hosting;
using Scim.Service.Tests.Hosting;

namespace Scim.Deployment.Tests.Backups;

/// <summary>docs/operations.md, Backup and restore, for a node with a file of its own.</summary>
public sealed class SqliteBackupTests : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly TemporaryDirectory _directory = new();

    public void Dispose()
    {
        _http.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task a_copy_taken_while_the_node_writes_holds_all_that_was_acknowledged_before()
    {
        await using var node = new NodeProcess("original", "--PublicUrl", Contents.PublicUrl, "--data", _directory.File("data"));
        var secrets = (await node.FirstStart()).ShouldNotBeNull();
        var scim = Tenant(node, secrets);
        var contents = await Contents.Fill(scim);

        Directory.CreateDirectory(_directory.File("restored"));
        using (var stop = new CancellationTokenSource())
        {
            var writing = Contents.GoOn(scim, stop.Token);

            // What the sqlite3 program is told on its command line.
            await using (var connection = new SqliteConnection($"Data Source={_directory.File("data/directory.db")};Pooling=False"))
            {
                await connection.OpenAsync();
                await using var command = connection.CreateCommand();
                command.CommandText = $"VACUUM INTO '{_directory.File("restored/directory.db")}'";
                await command.ExecuteNonQueryAsync();
            }

            await stop.CancelAsync();
            (await writing).ShouldBeGreaterThan(0, "something was written meanwhile");
        }

        (await node.Terminate()).ShouldBe(0, node.Output);
        await using var successor = new NodeProcess("restored", "--PublicUrl", Contents.PublicUrl, "--data", _directory.File("restored"));
        (await successor.FirstStart()).ShouldBeNull("the store is not empty: nobody makes new secrets");
        await contents.ShouldBeIn(Tenant(successor, secrets));
    }

    private Caller Tenant(NodeProcess node, Bootstrapped secrets) => new(_http, $"{node.Address}/scim/v2/default/dev/v2/default", secrets.Token);
}
