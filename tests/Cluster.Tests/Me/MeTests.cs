using Scim.Cluster.Tests.Hosting;
using Scim.Service.Tests.Hosting;

namespace Scim.Cluster.Tests.Me;

/// <summary>A token that stands for a user (RFC 7644 §3.11) on PostgreSQL: what one process has answered, the others know.</summary>
[Collection(ClusterTests.Name)]
public sealed class MeTests(ClusterFixture fixture)
{
    [Fact]
    public async Task me_is_the_user_through_every_node()
    {
        var cluster = fixture.Cluster;
        await Check(cluster.Http, cluster.Secrets, cluster.Nodes[0].Address, cluster.Nodes[1].Address);
        await Check(cluster.Http, cluster.Secrets, cluster.Nodes[2].Address, cluster.Nodes[0].Address);
    }

    [Fact]
    public async Task me_is_the_user_through_API_processes_apart_from_the_silos()
    {
        await using var cluster = await SplitCluster.Start(fixture.Server, apis: 2);
        var (silos, first, second) = (cluster.Silos, cluster.Apis[0], cluster.Apis[1]);

        await Check(silos.Http, silos.Secrets, first.Address, second.Address);
    }

    /// <summary>The directory's connection is at one address, the user at the other.</summary>
    private static async Task Check(HttpClient http, Bootstrapped secrets, string here, string there)
    {
        var administration = new Caller(http, $"{here}/api/v1", secrets.AdminKey);
        var connection = new Caller(http, $"{here}/scim/v2/default/dev", secrets.Token);
        var user = (await connection.Post("/Users", new { userName = $"ann-{Guid.NewGuid():N}" })).Expect(201).Id;
        var issued = (await administration.Post("/projects/default/environments/dev/tokens", new { tenant = "default", description = "me", user })).Expect(201);
        var me = new Caller(http, $"{there}/scim/v2/default/dev/v2/default", issued.Json.GetProperty("token").GetString());

        (await me.Get("/Me")).Expect(200).Header("Location").ShouldBe($"{there}/scim/v2/default/dev/v2/default/Users/{user}");
        (await me.Get("/ServiceProviderConfig")).Expect(200);
        (await me.Get($"/Users/{user}")).ExpectScimError(403, "out-of-scope");
        var tag = (await me.Patch("/Me", new { op = "replace", path = "title", value = "Lead" })).Expect(200).Header("ETag")!;
        (await connection.Get($"/Users/{user}")).Expect(200).Header("ETag").ShouldBe(tag);
        (await me.Send("GET", "/Me", null, ("If-None-Match", tag))).Expect(304);

        await Activate(false);
        (await me.Get("/Me")).ExpectScimError(403, "user-inactive");
        (await me.Patch("/Me", new { op = "replace", path = "active", value = true })).ExpectScimError(403, "user-inactive");
        (await me.Delete("/Me")).ExpectScimError(403, "user-inactive");
        await Activate(true);
        (await me.Put("/Me", new { userName = $"ann-{Guid.NewGuid():N}" })).Expect(200);
        (await me.Delete("/Me")).Expect(204);
        (await connection.Get($"/Users/{user}")).ExpectScimError(404);
        (await me.Get("/Me")).ExpectScimError(404, "user-missing");
        (await connection.Get("/Me")).ExpectScimError(501, "not-implemented");

        async Task Activate(bool value) => (await connection.Patch($"/Users/{user}", new { op = "replace", path = "active", value })).Expect(200);
    }
}
