using System.Security.Cryptography;
using Npgsql;
using Scim.Cluster.Tests.Hosting;
using Scim.Service.Tests.Hosting;
using Xunit.Abstractions;

namespace Scim.Cluster.Tests.Chaos;

/// <summary>One node no longer hears the two others, while clients and the database hear all three.</summary>
[Collection(ChaosTests.Name)]
public sealed class PartitionTests(ChaosFixture fixture, ITestOutputHelper output)
{
    private const int Nodes = 3;
    private const int Lonely = 2;
    private const int Names = 40;

    [NamespacesFact]
    public async Task a_partition_loses_and_doubles_no_member_and_gives_no_user_name_twice()
    {
        await using var spaces = await NetworkNamespaces.Create(Nodes);
        await using var forwarder = new Forwarder(spaces.Gateway, fixture.Server.Port);
        var database = new NpgsqlConnectionStringBuilder(await fixture.Server.CreateDatabase()) { Host = spaces.Gateway, Port = forwarder.Port }.ConnectionString;
        await using var cluster = TestCluster.Of(database, Enumerable.Range(0, Nodes).Select(i =>
            new NodeProcess($"parted-{i + 1}", TestCluster.ArgumentsFor(database)) { Host = spaces.Address(i), Launcher = spaces.Launcher(i) }));
        await Task.WhenAll(cluster.Nodes.Select(node => node.Launch()));
        await cluster.BecomesReady();

        await using var load = await ChaosFixture.Load(cluster);
        await load.RunFor(ChaosScale.Before);
        var parted = load.Now;
        await spaces.Part(Lonely, 0);
        await spaces.Part(Lonely, 1);
        var wanted = WantTheSameNames(cluster);
        await load.RunFor(ChaosScale.After);
        var left = !cluster.Nodes[Lonely].IsRunning;
        await spaces.Heal(Lonely, 0);
        await spaces.Heal(Lonely, 1);
        await load.RunFor(ChaosScale.After / 2);
        await load.Stop();
        await ThoseTakenForDeadHaveLeft(cluster, database);
        await ChaosFixture.RestartThoseThatLeft(cluster);

        output.WriteLine($"the lonely node {(left ? "left by itself" : "ran on until the others were back")}");
        foreach (var (name, created) in await wanted)
        {
            created.ShouldBeLessThanOrEqualTo(1, name);
            var found = (await cluster.Tenant(0).Get($"/Users?filter=userName+eq+\"{name}\"")).Expect(200).Json.GetProperty("totalResults").GetInt32();
            found.ShouldBeInRange(created, 1, name);
        }

        var report = new ChaosReport(load, parted);
        await report.NothingIsLost(output, "partition");
        report.ErrorsStopped.ShouldBeLessThan(ChaosScale.Bound(15));
    }

    // A node finds out that the others have taken it for dead only once it hears them again, or looks into the table.
    private static Task ThoseTakenForDeadHaveLeft(TestCluster cluster, string database) => Eventually.Holds(
        "who was taken for dead has left",
        async () =>
        {
            const int Dead = 6;
            await using var connection = new NpgsqlConnection(database);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("SELECT DISTINCT ON (port) port, status FROM orleansmembershiptable ORDER BY port, generation DESC", connection);
            await using var rows = await command.ExecuteReaderAsync();
            var dead = new HashSet<int>();
            while (await rows.ReadAsync())
            {
                if (rows.GetInt32(1) == Dead)
                {
                    dead.Add(rows.GetInt32(0));
                }
            }

            return !cluster.Nodes.Any(node => node.IsRunning && dead.Contains(node.SiloPort));
        },
        TimeSpan.FromSeconds(90));

    /// <summary>Both sides want the same names at once, all the time that they are parted.</summary>
    /// <returns>Each name and how many creations of it were acknowledged.</returns>
    private static async Task<List<(string Name, int Created)>> WantTheSameNames(TestCluster cluster)
    {
        var prefix = ClusterFixture.Fresh("parted");
        var results = new List<(string, int)>();
        for (var i = 0; i < Names; i++)
        {
            var userName = $"{prefix}-{i}";
            var statuses = await Task.WhenAll(Enumerable.Range(0, Nodes).Select(node => Post(cluster, node, userName)));
            results.Add((userName, statuses.Count(status => status == 201)));
            await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(20, 120)));
        }

        return results;
    }

    private static async Task<int> Post(TestCluster cluster, int node, string userName)
    {
        try
        {
            return (await cluster.Tenant(node).Post("/Users", new { userName })).Status;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return 0;
        }
    }
}
