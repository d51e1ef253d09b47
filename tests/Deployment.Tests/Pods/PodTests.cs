using System.Net;
using k8s.Models;
using Scim.Cluster.Tests.Hosting;
using Scim.Deployment.Tests.Backups;
using Scim.Deployment.Tests.Images;
using Scim.Deployment.Tests.Manifests;
using Scim.Service.Tests.Hosting;
using Scim.Storage.Sql.Tests.PostgreSql;

namespace Scim.Deployment.Tests.Pods;

/// <summary>
/// The processes run as the manifests would have them run: what was published, with each pod's own environment and arguments, on a real PostgreSQL, asked at the ports and paths
/// of their probes and Services. The steps are those of docs/operations.md, Set up.
/// </summary>
[Collection(PublishedCollection.Name)]
public sealed class PodTests(Publication publication, PostgreSqlServer server) : IClassFixture<PostgreSqlServer>, IDisposable
{
    private const string Tenant = "/scim/v2/shop/prod/v2/acme";
    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task the_nodes_of_prod_serve_after_the_migration()
    {
        var manifests = await Overlay.Load("prod");
        var database = await server.CreateDatabase(migrated: false);
        using var here = new Surroundings(publication, manifests, database);
        var key = await SetUp(here, database);

        await using var silo = await here.Start("scim-silo");
        await ProbesAreAnswered(here, manifests.Workload("scim-silo"), silo);
        var users = new Caller(_http, here.At(8080, Tenant).ToString(), await Token(here, key));
        (await users.Post("/Users", new { schemas = UserSchema, userName = "a" })).Expect(201);

        // Metrics for whoever is told to fetch them, and for nobody else.
        var told = manifests.Workload("scim-silo").Template.Metadata.Annotations;
        (await silo.Answer(_http, here.At(int.Parse(told["prometheus.io/port"]), told["prometheus.io/path"]))).ShouldContain("# TYPE");
        (await Status(here.At(8080, told["prometheus.io/path"]))).ShouldBe(HttpStatusCode.NotFound);

        (await silo.Stop()).ShouldBe(0, silo.Output);
        silo.Output.ShouldNotContain("scim_", Case.Sensitive, "no secret is in the log");
    }

    [Fact]
    public async Task the_API_of_split_serves_through_its_gateways()
    {
        var manifests = await Overlay.Load("split");
        var database = await server.CreateDatabase(migrated: false);
        using var here = new Surroundings(publication, manifests, database);
        var key = await SetUp(here, database);

        // Both have an address of their own in a cluster; here they share one.
        var ports = new Dictionary<int, int> { [8080] = Ports.Free(), [9090] = Ports.Free() };
        await using var silo = await here.Start("scim-silo", ports);
        await using var api = await here.Start("scim-api");
        await ProbesAreAnswered(here, manifests.Workload("scim-silo"), silo, ports);
        await ProbesAreAnswered(here, manifests.Workload("scim-api"), api);

        var users = new Caller(_http, here.At(8080, Tenant).ToString(), await Token(here, key));
        (await users.Post("/Users", new { schemas = UserSchema, userName = "a" })).Expect(201);
        (await Status(here.At(8080, Tenant + "/Users", ports))).ShouldBe(HttpStatusCode.NotFound, "a silo without the API has none");

        (await api.Stop()).ShouldBe(0, api.Output);
        (await silo.Stop()).ShouldBe(0, silo.Output);
    }

    private static readonly string[] UserSchema = ["urn:ietf:params:scim:schemas:core:2.0:User"];

    // The migration as a job, then a key that no log has seen.
    private static async Task<string> SetUp(Surroundings here, string database)
    {
        await using var migration = await here.Start("scim-migration");
        (await migration.End()).ShouldBe(0, migration.Output);
        return (await DatabaseEnvironment.Script("administrator-key.sh", database)).Trim();
    }

    private async Task ProbesAreAnswered(Surroundings here, Workload workload, Container container, IReadOnlyDictionary<int, int>? ports = null)
    {
        foreach (var probe in new V1Probe[] { workload.Container.StartupProbe, workload.Container.LivenessProbe, workload.Container.ReadinessProbe })
        {
            await container.Answer(_http, here.At(workload.Port(probe.HttpGet.Port)!.Value, probe.HttpGet.Path, ports));
        }
    }

    private async Task<string> Token(Surroundings here, string key)
    {
        var administration = new Caller(_http, here.At(8080, "/api/v1").ToString(), key);
        (await administration.Post("/projects", new { key = "shop", name = "Shop" })).Expect(201);
        (await administration.Post("/projects/shop/environments", new { key = "prod", name = "Production" })).Expect(201);
        (await administration.Post("/projects/shop/environments/prod/tenants", new { key = "acme", name = "ACME" })).Expect(201);
        return (await administration.Post("/projects/shop/environments/prod/tokens", new { tenant = "acme", description = "IdP" })).Expect(201).Json.GetProperty("token").GetString()!;
    }

    private async Task<HttpStatusCode> Status(Uri address)
    {
        using var answer = await _http.GetAsync(address);
        return answer.StatusCode;
    }
}
