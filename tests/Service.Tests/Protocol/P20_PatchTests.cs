using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Protocol;

/// <summary>Points 20 to 24: PATCH of a user over the wire.</summary>
[Collection(ServiceTests.Name)]
public sealed class P20_PatchTests(ServiceFixture fixture)
{
    private Caller Scim => fixture.Scim;

    [Theory]
    [InlineData("""{}""", "invalidSyntax")]
    [InlineData("""{"Operations":null}""", "invalidSyntax")]
    [InlineData("""{"Operations":{}}""", "invalidSyntax")]
    [InlineData("""{"Operations":[null]}""", "invalidSyntax")]
    [InlineData("""{"Operations":[{"path":"title","value":"x"}]}""", "invalidSyntax")]
    [InlineData("""{"Operations":[{"op":"move","path":"title","value":"x"}]}""", "invalidSyntax")]
    [InlineData("""{"Operations":[{"op":"add","OP":"remove","path":"title","value":"x"}]}""", "invalidSyntax")]
    [InlineData("""{"Operations":[]}""", "invalidValue")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"Operations":[{"op":"add","path":"title","value":"x"}]}""", "invalidSyntax")]
    public async Task a_body_that_is_no_patch_is_refused(string body, string scimType)
    {
        var user = await Scim.NewUser();
        (await Scim.Send("PATCH", $"/Users/{user.Id}", body)).ExpectScimError(400).ScimType.ShouldBe(scimType);
        (await Scim.Get($"/Users/{user.Id}")).Text.ShouldBe(user.Text);
    }

    [Theory]
    [InlineData("""{"op":"add","path":"nope","value":"x"}""", "invalidPath")]
    [InlineData("""{"op":"remove","path":"name.nope"}""", "invalidPath")]
    [InlineData("""{"op":"add","path":"__proto__","value":"x"}""", "invalidPath")]
    [InlineData("""{"op":"add","path":"title[value eq \"x\"]","value":"x"}""", "invalidPath")]
    [InlineData("""{"op":"add","path":"emails[type eq \"work\"]value","value":"x"}""", "invalidPath")]
    [InlineData("""{"op":"add","path":"emails[type eq work].value","value":"x"}""", "invalidFilter")]
    [InlineData("""{"op":"add","path":"emails[nope eq \"x\"].value","value":"x"}""", "invalidFilter")]
    [InlineData("""{"op":"add","path":"title"}""", "invalidValue")]
    [InlineData("""{"op":"replace","path":"title"}""", "invalidValue")]
    [InlineData("""{"op":"replace"}""", "invalidValue")]
    [InlineData("""{"op":"add","value":"x"}""", "invalidValue")]
    [InlineData("""{"op":"add","path":"title","value":5}""", "invalidValue")]
    [InlineData("""{"op":"replace","path":"active","value":"maybe"}""", "invalidValue")]
    [InlineData("""{"op":"replace","path":"userName","value":""}""", "invalidValue")]
    [InlineData("""{"op":"remove"}""", "noTarget")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"none\"]","value":{"value":"x"}}""", "noTarget")]
    [InlineData("""{"op":"replace","path":"emails[type ne \"a@x\" and type ne \"work\"].value","value":"x"}""", "noTarget")]
    [InlineData("""{"op":"remove","path":"userName"}""", "mutability")]
    [InlineData("""{"op":"replace","path":"id","value":"x"}""", "mutability")]
    [InlineData("""{"op":"replace","path":"meta.created","value":"2020-01-01T00:00:00Z"}""", "mutability")]
    [InlineData("""{"op":"remove","path":"groups"}""", "mutability")]
    [InlineData("""{"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.displayName","value":"x"}""", "mutability")]
    public async Task one_operation_that_cannot_be_done_undoes_those_before(string operation, string scimType)
    {
        var user = await Scim.NewUser("\"title\":\"kept\",\"emails\":[{\"value\":\"a@x\",\"type\":\"work\"}]");
        (await Scim.PatchJson($"/Users/{user.Id}", """{"op":"replace","path":"title","value":"lost"},""" + operation)).ExpectScimError(400).ScimType.ShouldBe(scimType);
        (await Scim.Get($"/Users/{user.Id}")).Text.ShouldBe(user.Text);
    }

    [Fact]
    public async Task a_taken_user_name_is_409_and_undoes_the_rest()
    {
        var (user, other) = (await Scim.NewUser(), await Scim.NewUser());
        (await Scim.PatchJson($"/Users/{user.Id}", $$"""{"op":"add","path":"title","value":"lost"},{"op":"replace","path":"userName","value":"{{other.Get("userName").GetString()}}"}"""))
            .ExpectScimError(409).ScimType.ShouldBe("uniqueness");
        (await Scim.Get($"/Users/{user.Id}")).Text.ShouldBe(user.Text);
    }

    [Theory]
    [InlineData("""{"op":"add","path":"title","value":"T"}""")]
    [InlineData("""{"op":"replace","value":{"title":"T"}}""")]
    [InlineData("""{"op":"add","path":"emails","value":[{"value":"a@x","type":"work"}]}""")]
    [InlineData("""{"op":"add","path":"emails","value":[]}""")]
    [InlineData("""{"op":"remove","path":"nickName"}""")]
    [InlineData("""{"op":"remove","path":"emails[type eq \"none\"]"}""")]
    [InlineData("""{"op":"remove","path":"emails","value":[{"value":"none"}]}""")]
    [InlineData("""{"op":"replace","value":{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"x","meta":{},"unknown":1}}""")]
    public async Task what_changes_nothing_leaves_version_and_time(string operation)
    {
        var user = await Scim.NewUser("\"title\":\"T\",\"emails\":[{\"value\":\"a@x\",\"type\":\"work\"}]");
        (await Scim.PatchJson($"/Users/{user.Id}", operation)).Expect(200).Text.ShouldBe(user.Text);
    }

    [Theory]
    [InlineData("""{"op":"add","path":"name","value":{"middleName":"M"}}""", "name", """{"givenName":"A","familyName":"B","middleName":"M"}""")]
    [InlineData("""{"op":"replace","path":"name","value":{"givenName":"C"}}""", "name", """{"givenName":"C","familyName":"B"}""")]
    [InlineData("""{"op":"add","path":"emails","value":{"value":"b@x"}}""", "emails", """[{"value":"a@x","type":"work","primary":true},{"value":"b@x"}]""")]
    [InlineData("""{"op":"replace","path":"emails","value":[{"value":"b@x"}]}""", "emails", """[{"value":"b@x"}]""")]
    [InlineData("""{"op":"add","path":"emails","value":[{"value":"b@x","primary":true}]}""", "emails", """[{"value":"a@x","type":"work","primary":false},{"value":"b@x","primary":true}]""")]
    [InlineData("""{"op":"replace","path":"emails[value co \"@\"].display","value":"d"}""", "emails", """[{"value":"a@x","type":"work","primary":true,"display":"d"}]""")]
    [InlineData("""{"op":"Replace","path":"phoneNumbers[type eq \"mobile\"].value","value":"1"}""", "phoneNumbers", """[{"value":"1","type":"mobile"}]""")]
    [InlineData("""{"op":"Add","path":"roles[primary eq \"True\"].value","value":"r"}""", "roles", """[{"value":"r","primary":true}]""")]
    [InlineData("""{"op":"add","path":"addresses[type eq \"work\"].locality","value":"l"},{"op":"add","path":"addresses[type eq \"work\"].country","value":"c"}""", "addresses", """[{"type":"work","locality":"l","country":"c"}]""")]
    [InlineData("""{"op":"replace","value":{"name.givenName":"C","name":{"middleName":"M"}}}""", "name", """{"givenName":"C","familyName":"B","middleName":"M"}""")]
    [InlineData("""{"op":"add","value":{"emails[type eq \"work\"].value":"c@x"}}""", "emails", """[{"value":"c@x","type":"work","primary":true}]""")]
    [InlineData("""{"op":"replace","value":{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department":"E"}}""", Wire.Enterprise, """{"department":"E","costCenter":"c"}""")]
    [InlineData("""{"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User","value":{"division":"v"}}""", Wire.Enterprise, """{"department":"D","costCenter":"c","division":"v"}""")]
    [InlineData("""{"op":"add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager","value":"m"}""", Wire.Enterprise, """{"department":"D","costCenter":"c","manager":{"value":"m"}}""")]
    [InlineData("""{"op":"add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager","value":[{"$ref":null,"value":"m"}]}""", Wire.Enterprise, """{"department":"D","costCenter":"c","manager":{"value":"m"}}""")]
    [InlineData("""{"op":"replace","path":"active","value":"False"}""", "active", "false")]
    public async Task an_operation_changes_what_it_names_and_keeps_the_rest(string operation, string attribute, string expected)
    {
        var user = await FullUser();
        var patched = (await Scim.PatchJson($"/Users/{user.Id}", operation)).Expect(200);
        patched.Get(attribute).ShouldBeJson(expected);
        (await Scim.Get($"/Users/{user.Id}")).Text.ShouldBe(patched.Text);
    }

    [Theory]
    [InlineData("""{"op":"remove","path":"emails[type eq \"work\"]"}""", "emails")]
    [InlineData("""{"op":"remove","path":"emails","value":[{"value":"a@x"}]}""", "emails")]
    [InlineData("""{"op":"replace","path":"emails","value":[]}""", "emails")]
    [InlineData("""{"op":"replace","path":"title","value":null}""", "title")]
    [InlineData("""{"op":"remove","path":"urn:ietf:params:scim:schemas:core:2.0:User:name"}""", "name")]
    [InlineData("""{"op":"remove","path":"name.givenName"},{"op":"remove","path":"name.familyName"}""", "name")]
    [InlineData("""{"op":"remove","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"}""", Wire.Enterprise)]
    public async Task an_attribute_without_a_value_left_is_gone(string operation, string attribute)
    {
        var patched = (await Scim.PatchJson($"/Users/{(await FullUser()).Id}", operation)).Expect(200);
        patched.Has(attribute).ShouldBeFalse();
        patched.Get("schemas").GetArrayLength().ShouldBe(attribute == Wire.Enterprise ? 1 : 2);
    }

    private Task<Reply> FullUser() => Scim.NewUser($$$"""
        "title":"T","name":{"givenName":"A","familyName":"B"},"emails":[{"value":"a@x","type":"work","primary":true}],
        "{{{Wire.Enterprise}}}":{"department":"D","costCenter":"c"}
        """);
}
