using System.Text.Json;
using Scim.Service.Tests.Hosting;
using static Scim.Service.Tests.Extensions.ExtendedEnvironment;

namespace Scim.Service.Tests.Extensions;

/// <summary>Extension schemas are added, changed and removed by administrators, and never under the feet of resources.</summary>
[Collection(ServiceTests.Name)]
public sealed class ExtensionAdministrationTests(ServiceFixture fixture)
{
    [Fact]
    public async Task an_extension_is_in_the_discovery_of_its_environment_alone()
    {
        var environment = await Create(fixture.Service);
        var added = (await environment.Administration.Send("POST", environment.Schemas, Body(Attributes))).Expect(201);
        added.Header("Location").ShouldBe($"/api/v1{environment.Schemas}/{Urn}");
        added.Json.GetProperty("schema").GetProperty("attributes")[0].GetProperty("mutability").GetString().ShouldBe("readWrite", "with all characteristics");

        (await environment.Administration.Get($"{environment.Schemas}/{Urn}")).Expect(200).Text.ShouldBe(added.Text);
        var list = (await environment.Administration.Get(environment.Schemas)).Expect(200).Json;
        (list.GetProperty("total").GetInt32(), list.GetProperty("items").GetArrayLength()).ShouldBe((1, 1));

        var schema = (await environment.Scim.Get($"/Schemas/{Urn}")).Expect(200).Json;
        schema.GetProperty("attributes").GetArrayLength().ShouldBe(9);
        schema.GetProperty("meta").GetProperty("location").GetString().ShouldBe($"{environment.Scim.BaseUrl}/Schemas/{Urn}");
        (await environment.Scim.Get("/Schemas")).Expect(200).Json.GetProperty("totalResults").GetInt32().ShouldBe(7);
        Extensions(await environment.Scim.Get("/ResourceTypes/Group")).ShouldBeEmpty();
        Extensions(await environment.Scim.Get("/ResourceTypes/User")).ShouldBe(["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User False", $"{Urn} False"]);

        var other = await Create(fixture.Service);
        (await other.Scim.Get($"/Schemas/{Urn}")).ExpectScimError(404, "unknown-resource");
        (await other.Scim.Get("/Schemas")).Expect(200).Json.GetProperty("totalResults").GetInt32().ShouldBe(6);
        Extensions(await other.Scim.Get("/ResourceTypes/User")).Length.ShouldBe(1);
        (await other.Administration.Get($"{other.Schemas}/{Urn}")).ExpectProblem(404, "schema-missing");
    }

    [Theory]
    [InlineData("""{"schema":{}}""", 400, "missing-value")]
    [InlineData("""{"resourceType":"User"}""", 400, "missing-value")]
    [InlineData("""{"resourceType":"User","schema":"urn:example:a"}""", 400, "missing-value")]
    [InlineData("""{"resourceType":"User","schema":{"id":"urn:example:a","id":"urn:example:b","name":"x","attributes":[{"name":"a"}]}}""", 400, "malformed-json")]
    [InlineData("""{"resourceType":"User","required":"yes","schema":{}}""", 400, "malformed-json")]
    [InlineData("""{"resourceType":"User","schema":{}}""", 400, "bad-schema")]
    [InlineData("""{"resourceType":"User","schema":{"id":"urn:example:a","name":"x","attributes":[{"name":"a","uniqueness":"server"}]}}""", 400, "bad-schema")]
    [InlineData("""{"resourceType":"group","schema":{"id":"urn:example:a","name":"x","attributes":[{"name":"a"}]}}""", 400, "bad-schema")]
    [InlineData("""{"resourceType":"Device","schema":{"id":"urn:example:a","name":"x","attributes":[{"name":"a"}]}}""", 400, "bad-schema")]
    [InlineData("""{"resourceType":"User","schema":{"id":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User","name":"x","attributes":[{"name":"a"}]}}""", 409, "schema-taken")]
    public async Task what_is_no_extension_is_a_problem_and_nothing_is_stored(string body, int status, string refusal)
    {
        var environment = await Create(fixture.Service);

        (await environment.Administration.Send("POST", environment.Schemas, body)).ExpectProblem(status, refusal);

        (await environment.Administration.Get(environment.Schemas)).Expect(200).Json.GetProperty("total").GetInt32().ShouldBe(0);
        (await environment.Scim.Get("/Schemas")).Expect(200).Json.GetProperty("totalResults").GetInt32().ShouldBe(6);
    }

    [Fact]
    public async Task a_urn_is_added_once_whatever_its_letter_case()
    {
        var environment = await With(fixture.Service);

        (await environment.Administration.Send("POST", environment.Schemas, Body("""{"name":"a"}"""))).ExpectProblem(409, "schema-taken");
        (await environment.Administration.Send("POST", environment.Schemas, Body("""{"name":"a"}""", urn: Urn.ToUpperInvariant()))).ExpectProblem(409, "schema-taken");
        (await environment.Administration.Send("POST", environment.Schemas, Body("""{"name":"a"}""", urn: Urn + ":costCenter"))).ExpectProblem(409, "schema-taken");
        (await environment.Administration.Get($"{environment.Schemas}/{Urn.ToUpperInvariant()}")).Expect(200);
    }

    [Fact]
    public async Task an_environment_has_at_most_twenty()
    {
        var environment = await Create(fixture.Service);
        for (var i = 0; i < 20; i++)
        {
            (await environment.Administration.Send("POST", environment.Schemas, Body("""{"name":"a"}""", urn: $"urn:example:n{i}"))).Expect(201);
        }

        (await environment.Administration.Send("POST", environment.Schemas, Body("""{"name":"a"}""", urn: "urn:example:more"))).ExpectProblem(409, "too-many-schemas");
        var page = (await environment.Administration.Get(environment.Schemas + "?offset=18&limit=10")).Expect(200).Json;
        page.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("schema").GetProperty("id").GetString()).ShouldBe(["urn:example:n18", "urn:example:n19"]);
    }

    [Fact]
    public async Task an_extension_in_use_takes_only_changes_that_every_resource_fits()
    {
        var environment = await With(fixture.Service, """{"name":"badge"}""");
        var user = (await environment.CreateUser("\"badge\":\"7\"")).Expect(201);

        var refused = await environment.Administration.Send("PUT", $"{environment.Schemas}/{Urn}", Body("""{"name":"badge","type":"integer"}"""));
        refused.ExpectProblem(409, "schema-in-use");
        refused.Detail.ShouldContain("'badge' has another type");
        (await environment.Administration.Send("PUT", $"{environment.Schemas}/{Urn}", Body("""{"name":"other"}"""))).ExpectProblem(409, "schema-in-use");
        (await environment.Administration.Send("PUT", $"{environment.Schemas}/{Urn}", Body("""{"name":"badge"},{"name":"new","required":true}"""))).ExpectProblem(409, "schema-in-use");
        (await environment.Administration.Delete($"{environment.Schemas}/{Urn}")).ExpectProblem(409, "schema-in-use");
        Data(await environment.Scim.Get($"/Users/{user.Id}")).ShouldBe("""{"badge":"7"}""");

        (await environment.Administration.Send("PUT", $"{environment.Schemas}/{Urn}", Body("""{"name":"badge"},{"name":"floor","type":"integer"}"""))).Expect(200);
        (await environment.Scim.Patch($"/Users/{user.Id}", new { op = "add", path = $"{Urn}:floor", value = 3 })).Expect(200);
        Data(await environment.Scim.Get($"/Users/{user.Id}")).ShouldBe("""{"badge":"7","floor":3}""");

        (await environment.Scim.Patch($"/Users/{user.Id}", new { op = "remove", path = Urn })).Expect(200);
        (await environment.Administration.Send("PUT", $"{environment.Schemas}/{Urn}", Body("""{"name":"badge","type":"integer"}"""))).Expect(200);
        (await environment.CreateUser("\"badge\":\"7\"")).ExpectScimError(400, "wrong-type");
        (await environment.Administration.Delete($"{environment.Schemas}/{Urn}")).Expect(204);
        (await environment.Scim.Get($"/Schemas/{Urn}")).ExpectScimError(404);
        (await environment.Administration.Delete($"{environment.Schemas}/{Urn}")).ExpectProblem(404, "schema-missing");
    }

    [Fact]
    public async Task a_user_that_is_deleted_uses_nothing_any_more()
    {
        var environment = await With(fixture.Service, """{"name":"badge"}""");
        var user = (await environment.CreateUser("\"badge\":\"7\"")).Expect(201);
        (await environment.Administration.Delete($"{environment.Schemas}/{Urn}")).ExpectProblem(409, "schema-in-use");
        (await environment.Scim.Delete($"/Users/{user.Id}")).Expect(204);

        (await environment.Administration.Delete($"{environment.Schemas}/{Urn}")).Expect(204);
        (await environment.Administration.Send("POST", environment.Schemas, Body("""{"name":"badge","type":"boolean"}"""))).Expect(201);
    }

    [Fact]
    public async Task an_extension_of_groups_is_in_the_discovery_of_its_environment_alone()
    {
        var environment = await ExtendedGroups(fixture.Service);
        var other = await Create(fixture.Service);

        (await environment.Scim.Get($"/Schemas/{GroupUrn}")).Expect(200).Json.GetProperty("attributes").GetArrayLength().ShouldBe(9);
        Extensions(await environment.Scim.Get("/ResourceTypes/Group")).ShouldBe([$"{GroupUrn} False"]);
        Extensions(await environment.Scim.Get("/ResourceTypes/User")).Length.ShouldBe(1);
        Extensions(await environment.Scim.At(environment.Scim.BaseUrl + "/v2/acme").Get("/ResourceTypes/Group")).ShouldBe([$"{GroupUrn} False"]);
        (await other.Scim.Get($"/Schemas/{GroupUrn}")).ExpectScimError(404, "unknown-resource");
        Extensions(await other.Scim.Get("/ResourceTypes/Group")).ShouldBeEmpty();
    }

    [Fact]
    public async Task an_extension_of_groups_in_use_by_any_tenant_is_neither_changed_nor_removed()
    {
        var environment = await ExtendedGroups(fixture.Service, """{"name":"badge"}""");
        var globex = environment.Scim.At(environment.Scim.BaseUrl + "/v2/globex");
        var group = (await globex.Send("POST", "/Groups", $$"""{"displayName":"Eng","{{GroupUrn}}":{"badge":"7"} }""")).Expect(201);
        var address = $"{environment.Schemas}/{GroupUrn}";
        (await environment.Administration.Delete(address)).ExpectProblem(409, "schema-in-use");
        (await environment.Administration.Send("PUT", address, Body("""{"name":"badge","type":"integer"}""", urn: GroupUrn, type: "Group"))).ExpectProblem(409, "schema-in-use");
        (await environment.Administration.Send("PUT", address, Body("""{"name":"badge"},{"name":"more"}""", urn: GroupUrn, type: "Group"))).Expect(200);
        (await globex.Patch($"/Groups/{group.Id}", new { op = "add", path = $"{GroupUrn}:more", value = "1" })).Expect(200);

        (await globex.Delete($"/Groups/{group.Id}")).Expect(204);
        (await environment.Administration.Delete(address)).Expect(204);
    }

    [Fact]
    public async Task a_required_extension_of_groups_is_for_environments_without_groups()
    {
        var environment = await Create(fixture.Service);
        var acme = environment.Scim.At(environment.Scim.BaseUrl + "/v2/acme");
        var group = (await acme.Post("/Groups", new { displayName = "Eng" })).Expect(201);
        (await environment.Scim.Post("/Users", new { userName = "someone" })).Expect(201);
        var body = Body("""{"name":"badge"}""", required: true, urn: GroupUrn, type: "Group");
        (await environment.Administration.Send("POST", environment.Schemas, body)).ExpectProblem(409, "schema-needs-data");
        (await acme.Delete($"/Groups/{group.Id}")).Expect(204);
        (await environment.Administration.Send("POST", environment.Schemas, body)).Expect(201);

        (await acme.Post("/Groups", new { displayName = "Eng" })).ExpectScimError(400, "missing-value");
        (await acme.Send("POST", "/Groups", $$"""{"displayName":"Eng","{{GroupUrn}}":{"badge":"7"} }""")).Expect(201);
    }

    [Fact]
    public async Task roles_of_administrators_are_as_they_were()
    {
        var environment = await ExtendedGroups(fixture.Service, """{"name":"badge"}""");
        var roles = environment.Schemas.Replace("/schemas", "/roles", StringComparison.Ordinal);
        (await environment.Administration.Post(roles, new { displayName = "Auditors" })).Expect(201);
        var group = (await environment.Scim.Get("/Groups")).Expect(200).Json.GetProperty("Resources")[0];
        var before = (await environment.Administration.Get(roles)).Expect(200).Text;

        (await environment.Scim.Patch($"/Groups/{group.GetProperty("id").GetString()}", new { op = "add", path = $"{GroupUrn}:badge", value = "7" })).Expect(200);

        (await environment.Administration.Get(roles)).Expect(200).Text.ShouldBe(before);
        (await environment.Scim.At(environment.Scim.BaseUrl + "/v2/acme").Get("/Groups")).Expect(200).Text.ShouldNotContain("badge");
    }

    [Fact]
    public async Task urn_and_resource_type_stay_what_they_are()
    {
        var environment = await With(fixture.Service, """{"name":"badge"}""");

        (await environment.Administration.Send("PUT", $"{environment.Schemas}/{Urn}", Body("""{"name":"badge"}""", urn: "urn:example:other"))).ExpectProblem(400, "bad-schema");
        (await environment.Administration.Send("PUT", $"{environment.Schemas}/{Urn}", Body("""{"name":"badge"}""", type: "Group"))).ExpectProblem(400, "bad-schema");
        (await environment.Administration.Send("PUT", $"{environment.Schemas}/urn:example:other", Body("""{"name":"badge"}"""))).ExpectProblem(404, "schema-missing");
    }

    [Fact]
    public async Task a_required_extension_is_for_environments_without_users()
    {
        var environment = await With(fixture.Service, """{"name":"badge"}""", required: true);
        (await environment.Scim.Post("/Users", new { userName = "nobody" })).ExpectScimError(400, "missing-value");
        (await environment.CreateUser("\"badge\":\"7\"")).Expect(201);

        (await environment.Administration.Send("POST", environment.Schemas, Body("""{"name":"a"}""", required: true, urn: "urn:example:more"))).ExpectProblem(409, "schema-needs-data");
        (await environment.Administration.Send("PUT", $"{environment.Schemas}/{Urn}", Body("""{"name":"badge"}"""))).Expect(200).Json.GetProperty("required").GetBoolean().ShouldBeFalse();
        (await environment.Scim.Post("/Users", new { userName = "somebody" })).Expect(201);
        (await environment.Administration.Send("PUT", $"{environment.Schemas}/{Urn}", Body("""{"name":"badge"}""", required: true))).ExpectProblem(409, "schema-needs-data");
    }

    [Fact]
    public async Task changes_are_in_the_event_log()
    {
        var environment = await With(fixture.Service, """{"name":"badge"}""");
        (await environment.Administration.Send("PUT", $"{environment.Schemas}/{Urn}", Body("""{"name":"badge"},{"name":"more"}"""))).Expect(200);
        (await environment.Administration.Delete($"{environment.Schemas}/{Urn}")).Expect(204);

        var events = (await environment.Administration.Get(environment.Schemas.Replace("/schemas", "/events", StringComparison.Ordinal))).Expect(200).Json;
        events.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("kind").GetString()).Where(kind => kind!.StartsWith("schema.", StringComparison.Ordinal))
            .ShouldBe(["schema.added", "schema.changed", "schema.removed"]);
    }

    private static string Data(Reply user) => user.Expect(200).Json.GetProperty(Urn).GetRawText();

    // Without any the member is left out (RFC 7643 §6).
    private static string[] Extensions(Reply type) => type.Expect(200).Json.TryGetProperty("schemaExtensions", out var extensions)
        ? [.. extensions.EnumerateArray().Select(e => $"{e.GetProperty("schema").GetString()} {e.GetProperty("required").ValueKind == JsonValueKind.True}")]
        : [];
}
