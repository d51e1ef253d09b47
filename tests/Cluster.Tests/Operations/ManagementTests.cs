using Scim.Cluster.Tests.Hosting;
using Scim.Service.Tests.Hosting;

namespace Scim.Cluster.Tests.Operations;

/// <summary>What nodes of a cluster show those who run them.</summary>
[Collection(ClusterTests.Name)]
public sealed class ManagementTests(ClusterFixture fixture)
{
    [Fact]
    public async Task a_node_without_the_API_shows_its_metrics_on_the_management_listener_and_nothing_else()
    {
        var database = await fixture.Server.CreateDatabase();
        var (firstManagement, secondManagement) = (Ports.Free(), Ports.Free());
        await using var first = Node("with-api", "cluster", firstManagement);
        await using var second = Node("without-api", "split", secondManagement);
        await first.Start();
        await second.Start();
        using var http = new HttpClient();
        var secrets = Bootstrapped.Read(first.BootstrapFile);
        var scim = new Caller(http, $"{first.Address}/scim/v2/default/dev", secrets.Token);
        (await scim.Post("/Users", new { userName = "somebody" })).Expect(201);

        foreach (var port in (int[])[firstManagement, secondManagement])
        {
            await Eventually.Holds("the node holds its lease", async () => (await Metrics(port)).Split('\n').Any(IsHeld));
        }

        var metrics = await Metrics(firstManagement);
        metrics.ShouldContain("scim_announcements_duration_seconds_count");
        metrics.ShouldContain("db_client_connection_count");
        metrics.ShouldContain("operation=\"users.create\"");
        foreach (var path in (string[])["/scim/v2/default/dev/Users", "/api/v1/projects", "/metrics"])
        {
            (await new Caller(http, second.Address, secrets.AdminKey).Get(path)).Expect(404);
        }

        (await new Caller(http, $"http://127.0.0.1:{secondManagement}", null).Get("/health/ready")).Expect(200);

        // Name, tags, value, time.
        static bool IsHeld(string line) => line.StartsWith("scim_lease_valid", StringComparison.Ordinal) && line.Split(' ')[1] == "1";

        async Task<string> Metrics(int port) => (await new Caller(http, $"http://127.0.0.1:{port}", null).Get("/metrics")).Expect(200).Text;

        NodeProcess Node(string name, string mode, int management) => new(
            name, "--Mode", mode, "--PostgreSql:ConnectionString", database, "--Drain:Delay", "500ms", "--Management:Port", $"{management}", "--Management:Address", "127.0.0.1");
    }
}
