using Scim.Cluster.Tests.Hosting;

namespace Scim.Cluster.Tests.Starting;

/// <summary>How a node stops.</summary>
[Collection(ClusterTests.Name)]
public sealed class StopTests(ClusterFixture fixture)
{
    [Fact]
    public async Task a_node_that_is_told_to_stop_is_not_ready_serves_on_for_the_delay_and_ends()
    {
        await using var cluster = await TestCluster.Start(fixture.Server, 2, "--Drain:Delay", "3");
        var user = (await cluster.Legacy(0).Post("/Users", new { userName = "ada" })).Expect(201).Id;
        var node = cluster.Nodes[0];
        await node.Signal("TERM");
        await Service.Tests.Hosting.Eventually.Holds("the node is not ready", async () => await node.Health("ready") == 503, TimeSpan.FromSeconds(2));
        (await node.Health("live")).ShouldBe(200);
        var served = (await cluster.Legacy(0).Patch($"/Users/{user}", new { op = "replace", path = "title", value = "Countess" })).Expect(200);
        served.Header("Connection").ShouldBe("close", "the next request goes elsewhere");
        (await node.Exit()).ShouldBe(0, node.Output);

        // What it held was handed over: no wait for a silo that is dead.
        (await cluster.Legacy(1).Patch($"/Users/{user}", new { op = "replace", path = "title", value = "Ada" })).Expect(200);
        await node.Start();
        (await cluster.Legacy(0).Get($"/Users/{user}")).Expect(200).Json.GetProperty("title").GetString().ShouldBe("Ada");
    }
}
