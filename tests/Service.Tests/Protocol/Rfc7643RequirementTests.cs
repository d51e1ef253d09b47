using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Protocol;

/// <summary>What RFC 7643 demands of every representation, beside the points that the other classes go through.</summary>
[Collection(ServiceTests.Name)]
public sealed partial class Rfc7643RequirementTests(ServiceFixture fixture)
{
    private Caller Scim => fixture.Scim;

    [Fact]
    public async Task the_order_of_an_objects_members_does_not_count()
    {
        var (name, other) = (ServiceFixture.Fresh("user"), ServiceFixture.Fresh("user"));
        var first = (await Scim.Post("/Users", $$"""
            {"schemas":["{{Wire.User}}"],"userName":"{{name}}","name":{"givenName":"A","familyName":"B"},"emails":[{"value":"a@x","type":"work","primary":true}]}
            """)).Expect(201);
        var second = (await Scim.Post("/Users", $$"""
            {"emails":[{"primary":true,"type":"work","value":"a@x"}],"name":{"familyName":"B","givenName":"A"},"userName":"{{other}}","schemas":["{{Wire.User}}"]}
            """)).Expect(201);
        foreach (var attribute in (string[])["schemas", "name", "emails", "active"])
        {
            second.Get(attribute).ShouldBeJson(first.Get(attribute).GetRawText());
        }

        (await Scim.Send("PATCH", $"/Users/{first.Id}", """{"Operations":[{"value":"T","path":"title","op":"add"}],"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"]}"""))
            .Expect(200).Get("title").GetString().ShouldBe("T");
    }

    [Fact]
    public async Task schemas_may_come_in_any_order_and_are_answered_once_each()
    {
        foreach (var schemas in (string[])[$"\"{Wire.Enterprise}\",\"{Wire.User}\"", $"\"{Wire.User}\",\"{Wire.Enterprise}\",\"{Wire.User}\",\"{Wire.Enterprise}\""])
        {
            var user = await Scim.NewUser($$$""" "schemas":[{{{schemas}}}],"{{{Wire.Enterprise}}}":{"department":"D"} """);
            user.Get("schemas").ShouldBeJson($"[\"{Wire.User}\",\"{Wire.Enterprise}\"]");
            user.Get(Wire.Enterprise).ShouldBeJson("""{"department":"D"}""");
        }
    }

    [Fact]
    public async Task every_reference_of_an_answer_leads_to_its_resource()
    {
        var user = await Scim.NewUser();
        var group = await Scim.NewGroup(user.Id);
        var member = group.Get("members")[0];
        var membership = (await Scim.Get($"/Users/{user.Id}")).Expect(200).Get("groups")[0];
        await Leads(member.GetProperty("$ref").GetString()!, member.GetProperty("value").GetString()!, "User");
        await Leads(membership.GetProperty("$ref").GetString()!, membership.GetProperty("value").GetString()!, "Group");
        await Leads(user.Location(), user.Id, "User");
        await Leads(group.Location(), group.Id, "Group");

        async Task Leads(string reference, string id, string resourceType)
        {
            Uri.TryCreate(reference, UriKind.Absolute, out _).ShouldBeTrue(reference);
            var target = (await Scim.At("").Get(reference)).Expect(200);
            target.Id.ShouldBe(id);
            target.Get("meta").GetProperty("resourceType").GetString().ShouldBe(resourceType);
        }
    }

    [Fact]
    public async Task meta_says_type_times_location_and_version_as_the_headers_do()
    {
        foreach (var (path, type, created) in ((string, string, Reply)[])[("/Users", "User", await Scim.NewUser()), ("/Groups", "Group", await Scim.NewGroup())])
        {
            Says(created);
            created.Get("meta").GetProperty("lastModified").GetString().ShouldBe(created.Get("meta").GetProperty("created").GetString());
            Says((await Scim.Get($"{path}/{created.Id}")).Expect(200));
            Says((await Scim.PatchJson($"{path}/{created.Id}", """{"op":"add","path":"externalId","value":"x"}""")).Expect(200));
            Says((await Scim.Put($"{path}/{created.Id}", created.Text)).Expect(200));

            void Says(Reply reply)
            {
                var meta = reply.Get("meta");
                meta.Names().ShouldBe(["created", "lastModified", "location", "resourceType", "version"]);
                meta.GetProperty("resourceType").GetString().ShouldBe(type);
                DateTimeOfXmlSchema().IsMatch(meta.GetProperty("created").GetString()!).ShouldBeTrue(reply.Text);
                DateTimeOfXmlSchema().IsMatch(meta.GetProperty("lastModified").GetString()!).ShouldBeTrue(reply.Text);
                reply.Header("Content-Location").ShouldBe(reply.Location());
                reply.Header("Location").ShouldBe(reply.Location());
                reply.Header("ETag").ShouldBe(reply.Version());
                reply.Version().ShouldStartWith("W/\"");
            }
        }
    }

    [Fact]
    public async Task no_attribute_takes_two_primaries()
    {
        var several = (await Scim.Get($"/Schemas/{Wire.User}")).Expect(200).Get("attributes").EnumerateArray()
            .Where(a => a.TryGetProperty("subAttributes", out var subs) && subs.EnumerateArray().Any(sub => sub.GetProperty("name").GetString() == "primary"))
            .Select(a => a.GetProperty("name").GetString()!).ToList();
        several.ShouldBe(["emails", "phoneNumbers", "ims", "photos", "addresses", "entitlements", "roles", "x509Certificates"], ignoreOrder: true);
        var user = await Scim.NewUser();
        foreach (var name in several)
        {
            var two = new JsonObject { ["userName"] = user.Get("userName").GetString(), [name] = new JsonArray(Primary("a"), Primary("b")) }.ToJsonString();
            (await Scim.Put($"/Users/{user.Id}", two)).ExpectScimError(400, "several-primary");
            (await Scim.Post("/Users", two)).ExpectScimError(400, "several-primary");
            (await Scim.PatchJson($"/Users/{user.Id}", $$"""{"op":"add","path":"{{name}}","value":[{"type":"a","primary":true}]},{"op":"add","path":"{{name}}","value":[{"type":"b","primary":true}]}"""))
                .Expect(200).Get(name).EnumerateArray().Count(e => e.GetProperty("primary").GetBoolean()).ShouldBe(1, name);
        }

        static JsonObject Primary(string type) => new() { ["type"] = type, ["primary"] = true };
    }

    [Theory]
    [InlineData("emails", "work home other")]
    [InlineData("phoneNumbers", "work home mobile fax pager other")]
    [InlineData("ims", "aim gtalk icq xmpp msn skype qq yahoo")]
    [InlineData("photos", "photo thumbnail")]
    [InlineData("addresses", "work home other")]
    public async Task attributes_whose_types_are_canonical_list_them(string name, string types)
    {
        var attribute = (await Scim.Get($"/Schemas/{Wire.User}")).Expect(200).Get("attributes").EnumerateArray().Single(a => a.GetProperty("name").GetString() == name);
        var type = attribute.GetProperty("subAttributes").EnumerateArray().Single(sub => sub.GetProperty("name").GetString() == "type");
        type.GetProperty("canonicalValues").EnumerateArray().Select(value => value.GetString()).ShouldBe(types.Split(' '), ignoreOrder: true);
    }

    [Fact]
    public async Task a_user_name_is_kept_by_one_user_in_every_form_of_writing_to_it()
    {
        var (one, two) = (await Scim.NewUser(), await Scim.NewUser());
        var taken = one.Get("userName").GetString()!;
        (await Scim.Post("/Users", new { userName = taken })).ExpectScimError(409).ScimType.ShouldBe("uniqueness");
        (await Scim.Put($"/Users/{two.Id}", new { userName = taken })).ExpectScimError(409).ScimType.ShouldBe("uniqueness");
        (await Scim.PatchJson($"/Users/{two.Id}", $$"""{"op":"replace","value":{"userName":"{{taken}}"} }""")).ExpectScimError(409).ScimType.ShouldBe("uniqueness");
        var list = (await Scim.Get($"/Users?filter=userName+eq+%22{taken}%22")).Expect(200);
        list.Get("Resources").EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetString().ShouldBe(one.Id);
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")]
    private static partial Regex DateTimeOfXmlSchema();
}
