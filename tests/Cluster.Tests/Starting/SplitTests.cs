using Scim.Cluster.Tests.Hosting;
using Scim.Service.Tests.Hosting;

namespace Scim.Cluster.Tests.Starting;

/// <summary>Mode split: silos without the API, and processes that serve it as their clients.</summary>
[Collection(ClusterTests.Name)]
public sealed class SplitTests(ClusterFixture fixture)
{
    [Fact]
    public async Task an_api_process_waits_for_its_cluster_serves_it_and_outlives_silos()
    {
        await using var cluster = await SplitCluster.Build(fixture.Server, apis: 1);
        var (silos, api) = (cluster.Silos, cluster.Apis[0]);
        await api.Launch();

        // Nobody is there yet.
        await Eventually.Holds("the API process answers", async () => await api.Health("live") == 200, TimeSpan.FromSeconds(30));
        (await api.Health("ready")).ShouldBe(503);
        (await api.Health("startup")).ShouldBe(503);
        var early = (await new Caller(silos.Http, $"{api.Address}/scim/v2/default/dev", "scim_none").Get("/Users")).ExpectScimError(503, "unavailable");
        early.Header("Retry-After").ShouldNotBeNull();

        await Task.WhenAll(silos.Nodes.Select(node => node.Launch()));
        await silos.BecomesReady();
        await api.BecomesReady();
        (await api.Health("startup")).ShouldBe(200);

        // The silos themselves serve nothing but health.
        (await silos.Legacy(0).Get("/Users")).Expect(404);
        (await silos.Administration(0).Get("/projects")).Expect(404);

        var caller = new Caller(silos.Http, $"{api.Address}/scim/v2/default/dev", silos.Secrets.Token);
        (await caller.With("scim_unknown").Get("/Users")).ExpectScimError(401);
        var user = (await caller.Post("/Users", new { userName = "ada" })).Expect(201).Id;
        var group = (await caller.Post("/Groups", new { displayName = "Engineers", members = new[] { new { value = user } } })).Expect(201).Id;
        (await caller.Get($"/Groups/{group}")).Expect(200).Json.GetProperty("members")[0].GetProperty("value").GetString().ShouldBe(user);
        var operation = new { method = "POST", path = "/Users", bulkId = "1", data = new { userName = "grace" } };
        var bulk = (await caller.Post("/Bulk", new { schemas = new[] { "urn:ietf:params:scim:api:messages:2.0:BulkRequest" }, Operations = new[] { operation } })).Expect(200);
        bulk.Json.GetProperty("Operations")[0].GetProperty("status").GetString().ShouldBe("201");
        (await new Caller(silos.Http, $"{api.Address}/api/v1", silos.Secrets.AdminKey).Get("/projects")).Expect(200);

        // One silo less: what it held moves to the other.
        await silos.Nodes[0].Kill();
        await Eventually.Holds(
            "a change goes through the silo that is left",
            async () => (await caller.Patch($"/Users/{user}", new { op = "replace", path = "title", value = "Countess" })).Status == 200, TimeSpan.FromSeconds(20));

        // No silo at all, then one again.
        (await silos.Nodes[1].Terminate()).ShouldBe(0, silos.Nodes[1].Output);
        await Eventually.Holds("the API process is not ready", async () => await api.Health("ready") == 503, TimeSpan.FromSeconds(30));
        (await caller.Get($"/Users/{user}")).ExpectScimError(503, "unavailable");
        await silos.Nodes[0].Start();
        await api.BecomesReady(within: TimeSpan.FromSeconds(20));
        await Eventually.Holds("the user is read again", async () => (await caller.Get($"/Users/{user}")).Status == 200, TimeSpan.FromSeconds(20));
        (await caller.Get($"/Users/{user}")).Expect(200).Json.GetProperty("title").GetString().ShouldBe("Countess");
        (await api.Terminate()).ShouldBe(0, api.Output);
    }

    [Fact]
    public async Task an_api_process_that_still_looks_for_its_cluster_stops_when_it_is_told_to()
    {
        await using var api = new NodeProcess("api", "--Cluster:Gateways", $"localhost:{Ports.Free()}") { Assembly = SplitCluster.ApiAssembly };
        await api.Launch();
        await Eventually.Holds("the API process answers", async () => await api.Health("live") == 200, TimeSpan.FromSeconds(30));
        (await api.Terminate()).ShouldBe(0, api.Output);
        api.Output.ShouldNotContain("   at Scim", customMessage: "no stack trace");
    }

    [Theory]
    [InlineData("There is no Cluster:Gateways")]
    [InlineData("Cluster:Gateways has 'silos': it must be host:port.", "--Cluster:Gateways", "silos")]
    public async Task an_api_process_without_a_way_to_its_cluster_is_refused(string sentence, params string[] arguments)
    {
        await using var process = await ChildProcess.Start(SplitCluster.ApiAssembly, ["--urls", "http://127.0.0.1:0", .. arguments]);
        (await process.Exit()).ShouldBe(1, process.Output);
        process.Output.ShouldContain(sentence);
        process.Output.ShouldNotContain("   at ", customMessage: "no stack trace");
    }
}
