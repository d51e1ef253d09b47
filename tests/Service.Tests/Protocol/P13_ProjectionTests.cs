using System.Text.Json;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Protocol;

/// <summary>Point 13: what an answer shows, also under <c>attributes</c> and <c>excludedAttributes</c>.</summary>
[Collection(ServiceTests.Name)]
public sealed class P13_ProjectionTests(ServiceFixture fixture)
{
    private static readonly string[] All =
        ["active", "displayName", "emails", "externalId", "groups", "id", "meta", "name", "schemas", "title", Wire.Enterprise, "userName"];

    private Caller Scim => fixture.Scim;

    [Theory]
    [InlineData("userName", "userName")]
    [InlineData("USERNAME", "userName")]
    [InlineData("userName,title", "userName,title")]
    [InlineData("userName, title", "userName,title")]
    [InlineData("userName&attributes=title", "userName,title")]
    [InlineData("id", "")]
    [InlineData("no-such", "")]
    [InlineData("password", "")]
    [InlineData("meta.location", "meta")]
    [InlineData("groups", "groups")]
    [InlineData("externalId", "externalId")]
    [InlineData("name.givenName", "name")]
    [InlineData(Wire.User + ":userName", "userName")]
    [InlineData(Wire.User + ":NAME.givenname", "name")]
    [InlineData(Wire.Enterprise, Wire.Enterprise)]
    [InlineData(Wire.Enterprise + ":manager.value", Wire.Enterprise)]
    public async Task attributes_choose_beside_what_is_always_returned(string attributes, string shown)
    {
        var user = await FullUser();
        string[] expected = ["id", "schemas", .. shown.Split(',', StringSplitOptions.RemoveEmptyEntries)];
        (await Scim.Get($"/Users/{user.Id}?attributes={attributes}")).Expect(200).Json.Names().ShouldBe(expected, ignoreOrder: true);
        var listed = (await Scim.Get($"/Users?attributes={attributes}&filter=id+eq+%22{user.Id}%22")).Expect(200);
        listed.Get("Resources").EnumerateArray().ShouldHaveSingleItem().Names().ShouldBe(expected, ignoreOrder: true);
    }

    [Theory]
    [InlineData("userName", "userName")]
    [InlineData("id,schemas", "")]
    [InlineData("META,groups", "meta,groups")]
    [InlineData("name.givenName", "")]
    [InlineData("name.givenName,name.familyName", "name")]
    [InlineData(Wire.Enterprise, Wire.Enterprise)]
    [InlineData(Wire.User + ":title,no-such", "title")]
    public async Task excluded_attributes_are_left_out_but_never_what_is_always_returned(string excluded, string gone)
    {
        var user = await FullUser();
        var shown = (await Scim.Get($"/Users/{user.Id}?excludedAttributes={excluded}")).Expect(200);
        shown.Json.Names().ShouldBe(All.Except(gone.Split(',')), ignoreOrder: true);
    }

    [Fact]
    public async Task sub_attributes_are_chosen_and_excluded_one_by_one()
    {
        var user = await FullUser();
        (await Read("attributes=name.givenName", "name")).ShouldBeJson("""{"givenName":"Ada"}""");
        (await Read("excludedAttributes=name.givenName", "name")).ShouldBeJson("""{"familyName":"Byron"}""");
        (await Read("attributes=emails.value", "emails")).ShouldBeJson("""[{"value":"a@x"},{"value":"b@x"}]""");
        (await Read("excludedAttributes=emails.type,emails.primary", "emails")).ShouldBeJson("""[{"value":"a@x"},{"value":"b@x"}]""");
        (await Read($"attributes={Wire.Enterprise}:department", Wire.Enterprise)).ShouldBeJson("""{"department":"D"}""");
        (await Read($"excludedAttributes={Wire.Enterprise}:department", Wire.Enterprise)).ShouldBeJson("""{"manager":{"value":"m"}}""");
        (await Read("attributes=meta.resourceType", "meta")).ShouldBeJson("""{"resourceType":"User"}""");

        async Task<JsonElement> Read(string query, string name) => (await Scim.Get($"/Users/{user.Id}?{query}")).Expect(200).Get(name);
    }

    [Fact]
    public async Task post_put_and_patch_answer_with_the_chosen_attributes_and_all_headers()
    {
        var name = ServiceFixture.Fresh("user");
        var created = (await Scim.Post("/Users?attributes=userName", $$"""{"userName":"{{name}}","title":"a"}""")).Expect(201);
        var replaced = (await Scim.Put($"/Users/{created.Id}?attributes=title", $$"""{"userName":"{{name}}","title":"b"}""")).Expect(200);
        var patched = (await Scim.PatchJson($"/Users/{created.Id}?excludedAttributes=meta,active", """{"op":"add","path":"title","value":"c"}""")).Expect(200);
        created.Json.Names().ShouldBe(["id", "schemas", "userName"]);
        replaced.Json.Names().ShouldBe(["id", "schemas", "title"]);
        patched.Json.Names().ShouldBe(["id", "schemas", "title", "userName"]);
        foreach (var reply in (Reply[])[created, replaced, patched])
        {
            reply.Header("Location").ShouldBe($"{Scim.BaseUrl}/Users/{created.Id}");
            reply.Header("ETag").ShouldNotBeNull();
        }
    }

    [Theory]
    [InlineData("attributes=displayName", "displayName")]
    [InlineData("attributes=members", "members")]
    [InlineData("attributes=" + Wire.Group + ":members.value", "members")]
    [InlineData("excludedAttributes=members", "displayName,meta")]
    public async Task groups_are_projected_alike(string query, string shown)
    {
        var group = await Scim.NewGroup(await fixture.CreateUser());
        (await Scim.Get($"/Groups/{group.Id}?{query}")).Expect(200).Json.Names().ShouldBe(["id", "schemas", .. shown.Split(',')], ignoreOrder: true);
        var empty = await Scim.NewGroup();
        (await Scim.Get($"/Groups/{empty.Id}?{query}")).Expect(200).Json.Names().ShouldBe(["id", "schemas", .. shown.Split(',')], ignoreOrder: true);
    }

    [Fact]
    public async Task both_parameters_at_once_are_refused_before_anything_is_stored()
    {
        const string Both = "attributes=userName&excludedAttributes=title";
        var name = ServiceFixture.Fresh("user");
        (await Scim.Post($"/Users?{Both}", new { userName = name })).ExpectScimError(400, "attributes-conflict").ScimType.ShouldBe("invalidValue");
        (await Scim.Get($"/Users?filter=userName+eq+%22{name}%22")).Expect(200).Get("totalResults").GetInt32().ShouldBe(0);
        (await Scim.Get($"/Users?{Both}")).ExpectScimError(400, "attributes-conflict");
        (await Scim.Get($"/Groups?{Both}")).ExpectScimError(400, "attributes-conflict");
        (await Scim.Get($"/Users/{await fixture.CreateUser()}?{Both}")).ExpectScimError(400, "attributes-conflict");
    }

    private async Task<Reply> FullUser()
    {
        var user = await Scim.NewUser($$$"""
            "externalId":"e","displayName":"Ada B","title":"T","password":"p","name":{"givenName":"Ada","familyName":"Byron"},
            "emails":[{"value":"a@x","type":"work","primary":true},{"value":"b@x","type":"home"}],"{{{Wire.Enterprise}}}":{"department":"D","manager":{"value":"m"}}
            """);
        await Scim.NewGroup(user.Id);
        (await Scim.Get($"/Users/{user.Id}")).Expect(200).Json.Names().ShouldBe(All, ignoreOrder: true);
        return user;
    }
}
