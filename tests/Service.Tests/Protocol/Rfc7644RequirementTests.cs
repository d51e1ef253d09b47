using System.Net;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Protocol;

/// <summary>What RFC 7644 demands, beside the points that the other classes go through.</summary>
[Collection(ServiceTests.Name)]
public sealed class Rfc7644RequirementTests(ServiceFixture fixture)
{
    private Caller Scim => fixture.Scim;

    [Fact]
    public async Task the_schemas_of_messages_are_not_served()
    {
        foreach (var message in (string[])["ListResponse", "SearchRequest", "PatchOp", "BulkRequest", "BulkResponse", "Error"])
        {
            (await Scim.Get($"/Schemas/urn:ietf:params:scim:api:messages:2.0:{message}")).ExpectScimError(404);
        }

        (await Scim.Get("/Schemas")).Expect(200).Get("Resources").EnumerateArray()
            .ShouldAllBe(schema => !schema.GetProperty("id").GetString()!.StartsWith("urn:ietf:params:scim:api:", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("gt")]
    [InlineData("ge")]
    [InlineData("lt")]
    [InlineData("le")]
    public async Task what_has_no_order_is_not_ordered(string comparison)
    {
        foreach (var filter in (string[])
            [$"active {comparison} true", $"emails.primary {comparison} false", $"emails[primary {comparison} true]", $"x509Certificates.value {comparison} \"aGk=\"", $"x509Certificates {comparison} \"aGk=\""])
        {
            (await Scim.Get($"/Users?filter={WebUtility.UrlEncode(filter)}")).ExpectScimError(400).ScimType.ShouldBe("invalidFilter", filter);
        }
    }

    [Fact]
    public async Task an_operator_that_nobody_knows_is_named_to_the_client() =>
        (await Scim.Get("/Users?filter=userName+regex+%22.*%22")).ExpectScimError(400).ShouldSatisfyAllConditions(
            error => error.ScimType.ShouldBe("invalidFilter"), error => error.Detail.ShouldContain("regex"));

    [Fact]
    public async Task a_value_path_replaces_and_removes_in_every_value_that_matches()
    {
        var user = await Scim.NewUser("""
            "emails":[{"value":"a@x","type":"work","display":"a"},{"value":"b@x","type":"work","display":"b"},{"value":"c@x","type":"home","display":"c"}]
            """);
        (await Scim.PatchJson($"/Users/{user.Id}", """{"op":"replace","path":"emails[type eq \"work\"].display","value":"d"}""")).Expect(200).Get("emails").ShouldBeJson(
            """[{"value":"a@x","type":"work","display":"d"},{"value":"b@x","type":"work","display":"d"},{"value":"c@x","type":"home","display":"c"}]""");
        (await Scim.PatchJson($"/Users/{user.Id}", """{"op":"remove","path":"emails[type eq \"work\"].display"}""")).Expect(200).Get("emails").ShouldBeJson(
            """[{"value":"a@x","type":"work"},{"value":"b@x","type":"work"},{"value":"c@x","type":"home","display":"c"}]""");
        (await Scim.PatchJson($"/Users/{user.Id}", """{"op":"remove","path":"emails[type eq \"work\"]"}""")).Expect(200).Get("emails").ShouldBeJson(
            """[{"value":"c@x","type":"home","display":"c"}]""");
        (await Scim.PatchJson($"/Users/{user.Id}", """{"op":"remove","path":"emails"}""")).Expect(200).Has("emails").ShouldBeFalse();
    }

    [Theory]
    [InlineData("replace")]
    [InlineData("add")]
    public async Task schemas_follow_the_extensions_in_use_whatever_a_patch_writes_there(string op)
    {
        var user = await Scim.NewUser();
        var both = $"[\"{Wire.User}\",\"{Wire.Enterprise}\"]";
        (await Scim.PatchJson($"/Users/{user.Id}", $$"""{"op":"{{op}}","path":"schemas","value":{{both}}}""")).Expect(200).Get("schemas").ShouldBeJson($"[\"{Wire.User}\"]");
        (await Scim.PatchJson($"/Users/{user.Id}", $$"""{"op":"{{op}}","path":"schemas","value":{{both}}},{"op":"add","path":"{{Wire.Enterprise}}:department","value":"D"}"""))
            .Expect(200).Get("schemas").ShouldBeJson(both);
        (await Scim.PatchJson($"/Users/{user.Id}", $$"""{"op":"remove","path":"{{Wire.Enterprise}}:department"}""")).Expect(200).Get("schemas").ShouldBeJson($"[\"{Wire.User}\"]");
    }

    [Fact]
    public async Task a_patch_that_asks_for_attributes_is_answered_with_them_however_large_the_group()
    {
        var members = Enumerable.Range(0, 1001).Select(i => new { value = $"{ServiceFixture.Fresh("m")}-{i}" }).ToArray();
        var group = (await Scim.Post("/Groups", new { displayName = ServiceFixture.Fresh("Large"), members })).Expect(201);
        (await Scim.PatchJson($"/Groups/{group.Id}", Rename())).Expect(204);
        (await Scim.PatchJson($"/Groups/{group.Id}?attributes=", Rename())).Expect(204);
        (await Scim.PatchJson($"/Groups/{group.Id}?attributes=displayName", Rename())).Expect(200).Json.Names().ShouldBe(["displayName", "id", "schemas"]);
        (await Scim.PatchJson($"/Groups/{group.Id}?attributes=members.value", Rename())).Expect(200).Get("members").GetArrayLength().ShouldBe(1001);
        (await Scim.PatchJson($"/Groups/{group.Id}?excludedAttributes=members", Rename())).Expect(200).Has("members").ShouldBeFalse();

        static string Rename() => $$"""{"op":"replace","path":"displayName","value":"{{ServiceFixture.Fresh("Large")}}"}""";
    }
}
