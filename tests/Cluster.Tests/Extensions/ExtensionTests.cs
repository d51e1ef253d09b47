using Scim.Cluster.Tests.Hosting;
using Scim.Service.Tests.Hosting;
using Scim.Service.Tests.Worlds;

namespace Scim.Cluster.Tests.Extensions;

/// <summary>An extension that one process has added holds in all, and what is never shown is not shown for want of news.</summary>
[Collection(ClusterTests.Name)]
public sealed class ExtensionTests(ClusterFixture fixture)
{
    private const string Urn = "urn:example:acme:2.0:User";
    private const string Extension =
        $$"""{"resourceType":"User","schema":{"id":"{{Urn}}","name":"Acme","attributes":[{"name":"badge"},{"name":"secret","returned":"never"}]} }""";

    private const string GroupUrn = "urn:example:acme:2.0:Group";
    private const string GroupExtension =
        $$"""{"resourceType":"Group","schema":{"id":"{{GroupUrn}}","name":"Acme","attributes":[{"name":"badge"},{"name":"secret","returned":"never"}]} }""";

    private const int Rounds = 5;

    [Fact]
    public async Task nodes_decide_and_show_by_what_another_node_has_acknowledged()
    {
        var cluster = fixture.Cluster;
        for (var round = 0; round < Rounds; round++)
        {
            await Check(cluster.Http, cluster.Administration(0), cluster.Nodes[0].Address, cluster.Nodes[1].Address, cluster.Nodes[2].Address);
        }
    }

    [Fact]
    public async Task API_processes_apart_from_the_silos_show_users_by_their_own_schemas()
    {
        await using var cluster = await SplitCluster.Start(fixture.Server, apis: 2);
        var (silos, first, second) = (cluster.Silos, cluster.Apis[0], cluster.Apis[1]);

        for (var round = 0; round < Rounds; round++)
        {
            await Check(silos.Http, new Caller(silos.Http, $"{first.Address}/api/v1", silos.Secrets.AdminKey), first.Address, second.Address, second.Address);
        }
    }

    /// <summary>Adds the extension at one address, and at once writes and reads at others that have just looked and seen none.</summary>
    private static async Task Check(HttpClient http, Caller administration, string adds, string writes, string reads)
    {
        var environment = await new Administrator(administration, adds).CreateProjectWithEnvironment();
        var (writer, reader) = (At(writes), At(reads));
        (await writer.Get("/Users")).Expect(200);
        (await reader.Get("/Users")).Expect(200);
        (await administration.Send("POST", environment.AdministrationPath + "/schemas", Extension)).Expect(201);

        var created = (await writer.Send("POST", "/Users", $$"""{"userName":"ann","{{Urn}}":{"badge":"7","secret":"s3cret"} }""")).Expect(201);
        ShouldShow(created);
        ShouldShow((await reader.Get($"/Users/{created.Id}")).Expect(200));
        ShouldShow((await reader.Get("/Users?attributes=" + Urn)).Expect(200));
        ShouldShow((await reader.Get("/")).Expect(200));
        ShouldShow((await reader.Get($"/Users?filter={Uri.EscapeDataString($"{Urn}:badge eq \"7\"")}")).Expect(200));
        (await administration.Delete($"{environment.AdministrationPath}/schemas/{Urn}")).ExpectProblem(409, "schema-in-use");
        await Eventually.Holds(
            "the discovery of the other address has the schema", async () => (await reader.Get($"/Schemas/{Urn}")).Status == 200, TimeSpan.FromSeconds(5));

        (await reader.Get("/Groups")).Expect(200);
        (await administration.Send("POST", environment.AdministrationPath + "/schemas", GroupExtension)).Expect(201);
        var group = (await writer.Send("POST", "/Groups", $$"""{"displayName":"Eng","{{GroupUrn}}":{"badge":"7","secret":"s3cret"} }""")).Expect(201);
        ShouldShow(group, GroupUrn);
        ShouldShow((await reader.Get($"/Groups/{group.Id}")).Expect(200), GroupUrn);
        ShouldShow((await reader.Get("/Groups?attributes=" + GroupUrn)).Expect(200), GroupUrn);
        ShouldShow((await reader.Get("/")).Expect(200), GroupUrn);
        ShouldShow((await reader.Patch($"/Groups/{group.Id}", new { op = "add", path = "members", value = new[] { new { value = "ann" } } })).Expect(200), GroupUrn);
        (await administration.Delete($"{environment.AdministrationPath}/schemas/{GroupUrn}")).ExpectProblem(409, "schema-in-use");

        Caller At(string address) => new(http, environment.LegacyBase.Replace(adds, address, StringComparison.Ordinal), environment.Token);
    }

    private static void ShouldShow(Reply reply, string urn = Urn)
    {
        reply.Text.ShouldContain($"\"{urn}\":{{\"badge\":\"7\"}}");
        reply.Text.ShouldNotContain("s3cret");
    }
}
