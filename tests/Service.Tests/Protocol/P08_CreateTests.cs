using System.Text.RegularExpressions;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Protocol;

/// <summary>Points 8 to 12: what a POST takes and answers.</summary>
[Collection(ServiceTests.Name)]
public sealed partial class P08_CreateTests(ServiceFixture fixture)
{
    private Caller Scim => fixture.Scim;

    [Fact]
    public async Task a_created_user_says_where_it_is_and_which_version_it_has()
    {
        var created = await Scim.NewUser();
        created.Location().ShouldBe($"{Scim.BaseUrl}/Users/{created.Id}");
        created.Header("Location").ShouldBe(created.Location());
        created.Header("ETag").ShouldBe(created.Version());
        created.Version().ShouldStartWith("W/\"");
        created.Get("meta").GetProperty("created").GetString().ShouldBe(created.Get("meta").GetProperty("lastModified").GetString());
        UuidV7().IsMatch(created.Id).ShouldBeTrue(created.Id);
        (await Scim.Get($"/Users/{created.Id}")).Expect(200).Text.ShouldBe(created.Text);
    }

    [Fact]
    public async Task get_put_and_patch_say_it_too()
    {
        var user = await Scim.NewUser();
        var name = user.Get("userName").GetString();
        foreach (var answer in (Reply[])
            [await Scim.Get($"/Users/{user.Id}"), await Scim.Put($"/Users/{user.Id}", $$"""{"userName":"{{name}}","title":"a"}"""), await Scim.PatchJson($"/Users/{user.Id}", """{"op":"add","path":"title","value":"b"}""")])
        {
            answer.Expect(200).Header("Location").ShouldBe(user.Location());
            answer.Header("ETag").ShouldBe(answer.Version());
        }
    }

    [Fact]
    public async Task U4_what_the_server_alone_sets_is_ignored_whatever_is_sent()
    {
        var created = await Scim.NewUser("""
            "id":"mine","meta":{"created":"2001-01-01T00:00:00Z","version":"v","resourceType":"Robot","location":"http://elsewhere"},"groups":[{"value":"g"}]
            """);
        created.Id.ShouldNotBe("mine");
        created.Get("meta").GetProperty("resourceType").GetString().ShouldBe("User");
        created.Get("meta").GetProperty("created").GetString()!.ShouldNotStartWith("2001");
        created.Has("groups").ShouldBeFalse();
        await Scim.NewUser("\"id\":5,\"meta\":null,\"groups\":{}");
    }

    [Theory]
    [InlineData("\"title\":5")]
    [InlineData("\"title\":{}")]
    [InlineData("\"title\":true")]
    [InlineData("\"name\":\"Ada\"")]
    [InlineData("\"emails\":\"a@x\"")]
    [InlineData("\"emails\":[\"a@x\"]")]
    [InlineData("\"emails\":[{\"value\":1}]")]
    [InlineData("\"emails\":[{\"value\":\"a\",\"primary\":\"yes\"}]")]
    [InlineData("\"active\":1")]
    [InlineData("\"active\":\"yes\"")]
    [InlineData("\"active\":\"\"")]
    [InlineData("\"externalId\":5")]
    [InlineData("\"password\":5")]
    [InlineData("\"profileUrl\":{}")]
    [InlineData("\"x509Certificates\":[{\"value\":\"!!\"}]")]
    [InlineData("\"" + Wire.Enterprise + "\":\"x\"")]
    [InlineData("\"" + Wire.Enterprise + "\":{\"department\":5}")]
    [InlineData("\"title\":\"a\\u0000b\"")]
    public async Task another_json_type_than_the_attributes_is_refused(string attribute) =>
        (await Scim.Post("/Users", $$"""{"userName":"{{ServiceFixture.Fresh("user")}}",{{attribute}}}""")).ExpectScimError(400).ScimType.ShouldBe("invalidValue");

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"userName\":null}")]
    [InlineData("{\"userName\":\"\"}")]
    [InlineData("{\"userName\":\"  \"}")]
    public async Task a_missing_or_empty_user_name_is_refused(string body) =>
        (await Scim.Post("/Users", body)).ExpectScimError(400, "missing-value").ScimType.ShouldBe("invalidValue");

    [Fact]
    public async Task null_an_empty_list_and_absent_are_the_same()
    {
        var created = await Scim.NewUser($$$"""
            "nickName":null,"emails":[],"photos":null,"roles":[],"name":{"givenName":null},"addresses":[null],"ims":[{"value":null}],
            "{{{Wire.Enterprise}}}":{"manager":null},"active":null,"title":"kept"
            """);
        created.Json.Names().ShouldBe(["active", "id", "meta", "schemas", "title", "userName"]);
        created.Get("schemas").ShouldBeJson($"[\"{Wire.User}\"]");
        created.Get("active").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task data_under_the_core_urn_are_core_attributes()
    {
        var created = await Scim.NewUser($$$""" "{{{Wire.User}}}":{"title":"Boss"} """);
        created.Get("title").GetString().ShouldBe("Boss");
        created.Has(Wire.User).ShouldBeFalse();
    }

    [Fact]
    public async Task schemas_name_the_base_and_the_extensions_in_use()
    {
        (await Scim.NewUser($"\"schemas\":[\"{Wire.User}\",\"{Wire.Enterprise}\"]")).Get("schemas").ShouldBeJson($"[\"{Wire.User}\"]");
        (await Scim.NewUser($$$""" "{{{Wire.Enterprise}}}":{"department":"D"} """)).Get("schemas").ShouldBeJson($"[\"{Wire.User}\",\"{Wire.Enterprise}\"]");
    }

    [Theory]
    [InlineData("[]", true)]
    [InlineData("null", true)]
    [InlineData("[\"" + Wire.User + "\",\"http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group\"]", true)]
    [InlineData("[\"urn:scim:schemas:core:2.0\",\"urn:scim:schemas:extension:enterprise:2.0\"]", true)]
    [InlineData("[\"" + Wire.Group + "\"]", false)]
    [InlineData("[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"]", false)]
    public async Task schemas_of_a_request_may_miss_or_name_others_too_but_not_only_another_types(string schemas, bool taken)
    {
        var reply = await Scim.Post("/Users", $$"""{"schemas":{{schemas}},"userName":"{{ServiceFixture.Fresh("user")}}"}""");
        if (taken)
        {
            reply.Expect(201).Get("schemas").ShouldBeJson($"[\"{Wire.User}\"]");
        }
        else
        {
            reply.ExpectScimError(400, "wrong-schema").ScimType.ShouldBe("invalidSyntax");
        }
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("\"True\"", true)]
    [InlineData("\"FALSE\"", false)]
    public async Task booleans_sent_as_text_are_booleans(string sent, bool stored)
    {
        var created = await Scim.NewUser($$"""
            "active":{{sent}},"roles":[{"value":"r","primary":{{sent}}}]
            """);
        created.Get("active").GetBoolean().ShouldBe(stored);
        created.Get("roles")[0].GetProperty("primary").GetBoolean().ShouldBe(stored);
    }

    [Fact]
    public async Task what_okta_and_entra_add_does_no_harm()
    {
        var created = await Scim.NewUser($$$"""
            "password":"secret-{{{Wire.Unknown}}}","groups":[],"locale":"any text","timezone":"nowhere","roles":[],"photos":[],"x":{"y":[1]},
            "emails":[{"value":"a@x","$ref":null,"display":null}],"{{{Wire.Enterprise}}}":{"manager":{"$ref":null,"value":"m"}}
            """);
        created.Text.ShouldNotContain("secret-");
        created.Has("password").ShouldBeFalse();
        created.Get("emails").ShouldBeJson("""[{"value":"a@x"}]""");
        created.Get(Wire.Enterprise).ShouldBeJson("""{"manager":{"value":"m"}}""");
    }

    [Fact]
    public async Task a_manager_as_text_is_its_value_and_an_empty_one_is_none()
    {
        (await Scim.NewUser($$$""" "{{{Wire.Enterprise}}}":{"manager":"m1"} """)).Get(Wire.Enterprise).ShouldBeJson("""{"manager":{"value":"m1"}}""");
        (await Scim.NewUser($$$""" "{{{Wire.Enterprise}}}":{"manager":""} """)).Has(Wire.Enterprise).ShouldBeFalse();
    }

    [Fact]
    public async Task elements_of_equal_type_and_value_are_one_and_two_primaries_are_refused()
    {
        (await Scim.NewUser("""
            "emails":[{"value":"a@x","type":"work"},{"value":"a@x","type":"work"},{"value":"a@x","type":"home"}]
            """)).Get("emails").GetArrayLength().ShouldBe(2);
        (await Scim.Post("/Users", $$"""{"userName":"{{ServiceFixture.Fresh("user")}}","emails":[{"value":"a","primary":true},{"value":"b","primary":true}]}"""))
            .ExpectScimError(400, "several-primary").ScimType.ShouldBe("invalidValue");
    }

    [Fact]
    public async Task U2_a_second_user_of_the_name_is_409_in_any_letter_case()
    {
        var name = (await Scim.NewUser()).Get("userName").GetString()!;
        (await Scim.Post("/Users", new { userName = name.ToUpperInvariant() })).ExpectScimError(409, "user-name-taken").ScimType.ShouldBe("uniqueness");
    }

    [GeneratedRegex("^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")]
    private static partial Regex UuidV7();
}
