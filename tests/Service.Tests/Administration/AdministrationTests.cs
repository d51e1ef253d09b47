using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Administration;

/// <summary>Each endpoint of the administration API over the wire.</summary>
[Collection(ServiceTests.Name)]
public sealed class AdministrationTests(ServiceFixture fixture)
{
    private const string Dev = "/projects/default/environments/dev";

    [Fact]
    public async Task a_project_an_environment_and_a_tenant_are_created_and_found_by_id_and_by_key()
    {
        var key = ServiceFixture.Fresh("p");
        var project = (await fixture.Administration.Post("/projects", new { key, name = "A project" })).Expect(201);
        project.Header("Location").ShouldBe($"/api/v1/projects/{key}");
        project.Header("Content-Type").ShouldBe("application/json");
        var environment = (await fixture.Administration.Post($"/projects/{key}/environments", new { key = "prod", name = "Production" })).Expect(201);
        var tenant = (await fixture.Administration.Post($"/projects/{key}/environments/prod/tenants", new { key = "acme" })).Expect(201);
        tenant.Json.GetProperty("name").GetString().ShouldBe("acme");

        (await fixture.Administration.Get($"/projects/{project.Id}")).Expect(200).Text.ShouldBe(project.Text);
        (await fixture.Administration.Get($"/projects/{key}/environments/{environment.Id}")).Expect(200).Text.ShouldBe(environment.Text);
        (await fixture.Administration.Get($"/projects/{project.Id}/environments/prod/tenants/acme")).Expect(200).Text.ShouldBe(tenant.Text);
        (await fixture.Administration.Get($"/projects/{key}/environments/prod/tenants")).Expect(200).Json.GetProperty("items").EnumerateArray()
            .Select(t => t.GetProperty("key").GetString()).ShouldBe(["default", "acme"]);
    }

    [Fact]
    public async Task lists_are_paged()
    {
        var key = ServiceFixture.Fresh("p");
        (await fixture.Administration.Post("/projects", new { key, name = "Paged" })).Expect(201);
        foreach (var environment in (string[])["a", "b", "c"])
        {
            (await fixture.Administration.Post($"/projects/{key}/environments", new { key = environment, name = environment })).Expect(201);
        }

        var page = (await fixture.Administration.Get($"/projects/{key}/environments?offset=1&limit=1")).Expect(200).Json;
        page.GetProperty("total").GetInt32().ShouldBe(3);
        page.GetProperty("offset").GetInt32().ShouldBe(1);
        page.GetProperty("limit").GetInt32().ShouldBe(1);
        page.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("key").GetString()).ShouldBe(["b"]);
        (await fixture.Administration.Get($"/projects/{key}/environments?limit=99999999999999999999")).Expect(200).Json.GetProperty("limit").GetInt32().ShouldBe(1000);
        (await fixture.Administration.Get($"/projects/{key}/environments?offset=-1")).ExpectProblem(400, "query-parameter");
    }

    [Theory]
    [InlineData("{}", 400, "missing-value")]
    [InlineData("""{"key":"","name":"x"}""", 400, "missing-value")]
    [InlineData("""{"key":"a b","name":"x"}""", 400, "key-invalid")]
    [InlineData("""{"key":"v2","name":"x"}""", 400, "key-invalid")]
    [InlineData("""{"key":"7f1d7a0e-1111-4222-8333-444455556666","name":"x"}""", 400, "key-invalid")]
    [InlineData("""{"key":"default","name":"x"}""", 409, "key-taken")]
    [InlineData("""{"key":1}""", 400, "malformed-json")]
    [InlineData("""{"key":"x","key":"y"}""", 400, "malformed-json")]
    [InlineData("""[]""", 400, "malformed-json")]
    [InlineData("null", 400, "malformed-json")]
    [InlineData("""{"key":""", 400, "malformed-json")]
    public async Task A3_a_bad_project_is_a_problem_that_says_why(string body, int status, string refusal) =>
        (await fixture.Administration.Send("POST", "/projects", body)).ExpectProblem(status, refusal);

    [Theory]
    [InlineData("GET", "/nothing", 404, "unknown-address")]
    [InlineData("GET", "/projects/no-such", 404, "project-missing")]
    [InlineData("GET", "/projects/default/environments/no-such", 404, "environment-missing")]
    [InlineData("GET", Dev + "/tenants/no-such", 404, "tenant-unknown")]
    [InlineData("GET", Dev + "/tokens/7f1d7a0e-1111-4222-8333-444455556666", 404, "token-missing")]
    [InlineData("DELETE", Dev + "/tokens/not-a-uuid", 404, "unknown-resource")]
    [InlineData("GET", Dev + "/tenants/default/users/7f1d7a0e-1111-4222-8333-444455556666/roles", 404, "user-missing")]
    [InlineData("GET", Dev + "/tenants/no-such/users/7f1d7a0e-1111-4222-8333-444455556666/roles", 404, "tenant-unknown")]
    [InlineData("DELETE", "/projects", 405, "method-not-allowed")]
    public async Task every_refusal_is_a_problem(string method, string path, int status, string refusal) =>
        (await fixture.Administration.Send(method, path)).ExpectProblem(status, refusal);

    [Fact]
    public async Task another_media_type_is_a_problem()
    {
        using var content = Caller.Json("{}", "text/plain");
        (await fixture.Administration.Send("POST", "/projects", content)).ExpectProblem(415, "unsupported-media-type");
    }

    [Theory]
    [InlineData("""{"overlap":"PT0S"}""", 201)]
    [InlineData("""{"overlap":30}""", 201)]
    [InlineData("{}", 201)]
    [InlineData("""{"overlap":"P91D"}""", 400)]
    [InlineData("""{"overlap":-1}""", 400)]
    [InlineData("""{"overlap":"tomorrow"}""", 400)]
    [InlineData("""{"overlap":1e300}""", 400)]
    public async Task S3_the_overlap_of_a_rotation_is_seconds_or_a_duration(string body, int status)
    {
        var token = (await fixture.Administration.Post($"{Dev}/tokens", new { description = "rotated" })).Expect(201).Id;
        (await fixture.Administration.Send("POST", $"{Dev}/tokens/{token}/rotate", body)).Expect(status);
    }

    [Fact]
    public async Task S3_a_rotation_without_a_body_ends_the_old_token_at_once()
    {
        var token = (await fixture.Administration.Post($"{Dev}/tokens", new { description = "rotated" })).Expect(201).Id;
        var successor = (await fixture.Administration.Send("POST", $"{Dev}/tokens/{token}/rotate")).Expect(201);
        successor.Header("Location").ShouldBe($"/api/v1{Dev}/tokens/{successor.Id}");
        (await fixture.Administration.Send("POST", $"{Dev}/tokens/{token}/rotate")).ExpectProblem(409, "token-inactive");
    }

    [Fact]
    public async Task a_defined_role_is_held_by_every_tenant()
    {
        var name = ServiceFixture.Fresh("Role");
        var role = (await fixture.Administration.Post($"{Dev}/roles", new { displayName = name })).Expect(201);
        role.Json.GetProperty("defined").GetBoolean().ShouldBeTrue();
        var tenant = await fixture.CreateTenant();
        (await tenant.Get($"/Groups/{role.Id}")).Expect(200).Json.GetProperty("displayName").GetString().ShouldBe(name);
        (await fixture.Administration.Get($"{Dev}/roles?limit=1000")).Expect(200).Json.GetProperty("items").EnumerateArray()
            .ShouldContain(r => r.GetProperty("id").GetString() == role.Id);
    }

    [Fact]
    public async Task U6_the_decision_query_shows_no_roles_while_the_user_is_inactive()
    {
        var user = await fixture.CreateUser();
        var group = (await fixture.Scim.Post("/Groups", new { displayName = ServiceFixture.Fresh("Group"), members = new[] { new { value = user } } })).Expect(201);
        var path = $"{Dev}/tenants/default/users/{user}/roles";
        var roles = (await fixture.Administration.Get(path)).Expect(200).Json;
        roles.GetProperty("active").GetBoolean().ShouldBeTrue();
        roles.GetProperty("roles").EnumerateArray().Select(r => r.GetProperty("id").GetString()).ShouldBe([group.Id]);
        (await fixture.Scim.Patch($"/Users/{user}", new { op = "replace", path = "active", value = false })).Expect(200);
        var none = (await fixture.Administration.Get(path)).Expect(200).Json;
        none.GetProperty("active").GetBoolean().ShouldBeFalse();
        none.GetProperty("roles").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task events_are_read_in_order_above_a_position()
    {
        var start = (await fixture.Administration.Get($"{Dev}/events?after=9223372036854775807")).Expect(200);
        start.Json.GetProperty("items").GetArrayLength().ShouldBe(0);
        var user = await fixture.CreateUser();
        var seen = new List<string>();
        var (after, last) = (0L, 0L);
        while (true)
        {
            var page = (await fixture.Administration.Get($"{Dev}/events?after={after}&limit=50")).Expect(200).Json;
            foreach (var entry in page.GetProperty("items").EnumerateArray())
            {
                entry.GetProperty("position").GetInt64().ShouldBe(++last);
                seen.Add($"{entry.GetProperty("kind").GetString()} {entry.GetProperty("resourceId").GetString()}");
            }

            if (page.GetProperty("next").GetInt64() == after)
            {
                break;
            }

            after = page.GetProperty("next").GetInt64();
        }

        seen.ShouldContain($"user.created {user}");
    }

    [Fact]
    public async Task health_needs_no_key()
    {
        var anybody = fixture.Scim.At(fixture.Service.Address).With(null);
        (await anybody.Get("/health/live")).Expect(200);
        (await anybody.Get("/health/ready")).Expect(200);
    }
}
