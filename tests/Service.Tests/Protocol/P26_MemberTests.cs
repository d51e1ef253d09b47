using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Protocol;

/// <summary>Point 26: members of a group and groups of a user over the wire.</summary>
[Collection(ServiceTests.Name)]
public sealed class P26_MemberTests(ServiceFixture fixture)
{
    private Caller Scim => fixture.Scim;

    [Fact]
    public async Task what_is_sent_beside_the_value_is_computed_by_the_server()
    {
        var user = await Scim.NewUser("\"displayName\":\"Ada\"");
        var group = await Scim.NewGroup();
        var added = (await Scim.PatchJson(
            $"/Groups/{group.Id}", $$"""{"op":"add","path":"members","value":[{"value":"{{user.Id}}","$ref":"../Users/other","type":"User","display":"Eve"}]}""")).Expect(200);
        added.Get("members").ShouldBeJson($$"""[{"value":"{{user.Id}}","$ref":"{{Scim.BaseUrl}}/Users/{{user.Id}}","type":"User","display":"Ada"}]""");
        (await Scim.PatchJson($"/Users/{user.Id}", """{"op":"replace","path":"displayName","value":"Byron"}""")).Expect(200);
        (await Scim.Get($"/Groups/{group.Id}")).Expect(200).Get("members")[0].GetProperty("display").GetString().ShouldBe("Byron");
    }

    [Theory]
    [InlineData("5")]
    [InlineData("true")]
    [InlineData("[\"User\"]")]
    public async Task a_type_that_is_no_text_is_refused_though_any_text_is_ignored(string type)
    {
        var user = await fixture.CreateUser();
        var group = await Scim.NewGroup();
        (await Scim.PatchJson($"/Groups/{group.Id}", Add("\"Foo\""))).Expect(200);
        (await Scim.PatchJson($"/Groups/{group.Id}", Add(type))).Expect(400).Get("scimType").GetString().ShouldBe("invalidValue");

        string Add(string written) => $$"""{"op":"add","path":"members","value":[{"value":"{{user}}","type":{{written}}}]}""";
    }

    [Fact]
    public async Task U5_a_users_groups_follow_renames()
    {
        var user = await fixture.CreateUser();
        var group = await Scim.NewGroup(user);
        var name = ServiceFixture.Fresh("Renamed");
        (await Scim.PatchJson($"/Groups/{group.Id}", $$"""{"op":"replace","value":{"id":"{{group.Id}}","displayName":"{{name}}"} }""")).Expect(200).Get("members").GetArrayLength().ShouldBe(1);
        (await Scim.Get($"/Users/{user}")).Expect(200).Get("groups")
            .ShouldBeJson($$"""[{"value":"{{group.Id}}","$ref":"{{Scim.BaseUrl}}/Groups/{{group.Id}}","display":"{{name}}","type":"direct"}]""");
    }

    [Fact]
    public async Task adding_a_member_twice_is_one_member_and_no_new_version()
    {
        var user = await Scim.NewUser();
        var group = await Scim.NewGroup(user.Id, user.Id, user.Get("userName").GetString()!);
        group.Get("members").GetArrayLength().ShouldBe(1);
        (await Scim.PatchJson($"/Groups/{group.Id}", $$"""{"op":"Add","path":"members","value":[{"$ref":null,"value":"{{user.Id}}"}]}""")).Expect(200).Text.ShouldBe(group.Text);
    }

    [Theory]
    [InlineData("""{"op":"remove","path":"members[value eq \"$none\"]"}""")]
    [InlineData("""{"op":"remove","path":"members","value":[{"value":"$none"}]}""")]
    [InlineData("""{"op":"remove","path":"members","value":[{"value":"nobody@example.com"}]}""")]
    [InlineData("""{"op":"remove","path":"members","value":[]}""")]
    [InlineData("""{"op":"add","path":"members","value":[]}""")]
    public async Task removing_whom_the_group_lacks_changes_nothing(string operation)
    {
        var group = await Scim.NewGroup(await fixture.CreateUser());
        (await Scim.PatchJson($"/Groups/{group.Id}", operation.Replace("$none", Wire.Unknown, StringComparison.Ordinal))).Expect(200).Text.ShouldBe(group.Text);
    }

    [Fact]
    public async Task a_remove_with_a_list_removes_the_listed_and_one_without_clears()
    {
        string[] users = [await fixture.CreateUser(), await fixture.CreateUser(), await fixture.CreateUser()];
        var group = await Scim.NewGroup(users);
        (await Members($$"""{"op":"Remove","path":"members","value":[{"$ref":null,"value":"{{users[0]}}"}]}""")).ShouldBe(users[1..], ignoreOrder: true);
        (await Members($$"""{"op":"remove","path":"members[value eq \"{{users[1]}}\"]"},{"op":"add","path":"members","value":[{"value":"{{users[0]}}","display":"u@x"}]}""")).ShouldBe([users[0], users[2]], ignoreOrder: true);
        (await Members($$"""{"op":"replace","value":{"id":"{{group.Id}}","members":[{"value":"{{users[1]}}","display":null}]} }""")).ShouldBe([users[1]]);
        (await Members($$"""{"op":"replace","path":"members[value eq \"{{users[1]}}\"].value","value":"{{users[2]}}"}""")).ShouldBe([users[2]]);
        (await Members("""{"op":"remove","path":"members"}""")).ShouldBeEmpty();

        async Task<string?[]> Members(string operations) =>
            [.. (await Scim.PatchJson($"/Groups/{group.Id}", operations)).Expect(200).Get("members").EnumerateArray().Select(m => m.GetProperty("value").GetString())];
    }

    [Theory]
    [InlineData("""[{"value":"bulkId:1"}]""", "unresolved-reference")]
    [InlineData("""[{"value":"7f1d7a0e-1111-4222-8333-444455556666"}]""", "stale-member")]
    [InlineData("""[{"value":"somebody","type":"Group"}]""", "nested-group")]
    [InlineData("""[{"display":"Ada"}]""", "missing-value")]
    [InlineData("""[{"value":""}]""", "missing-value")]
    [InlineData("""[{"value":5}]""", "wrong-type")]
    public async Task a_member_that_cannot_be_is_refused_and_nothing_is_applied(string members, string refusal)
    {
        var group = await Scim.NewGroup();
        var newcomer = ServiceFixture.Fresh("newcomer");
        (await Scim.PatchJson($"/Groups/{group.Id}", $$"""{"op":"add","path":"members","value":[{"value":"{{newcomer}}"}]},{"op":"add","path":"members","value":{{members}}}"""))
            .ExpectScimError(400, refusal).ScimType.ShouldBe("invalidValue");
        (await Scim.Post("/Groups", $$"""{"displayName":"{{newcomer}}","members":{{members}}}""")).ExpectScimError(400, refusal);
        (await Scim.Get($"/Groups/{group.Id}")).Text.ShouldBe(group.Text);
        (await Scim.Get($"/Users?filter=userName+eq+%22{newcomer}%22")).Expect(200).Get("totalResults").GetInt32().ShouldBe(0);
        (await Scim.Get($"/Groups?filter=displayName+eq+%22{newcomer}%22")).Expect(200).Get("totalResults").GetInt32().ShouldBe(0);
    }

    [Theory]
    [InlineData("PATCH")]
    [InlineData("PUT")]
    [InlineData("POST")]
    public async Task G10_a_member_name_that_nobody_has_makes_a_user_that_is_adopted_once(string method)
    {
        var name = ServiceFixture.Fresh("newcomer");
        var id = (await Scim.NewGroup(name)).Get("members")[0].GetProperty("value").GetString()!;
        var made = (await Scim.Get($"/Users/{id}")).Expect(200);
        made.Get("userName").GetString().ShouldBe(name);
        made.Get("active").GetBoolean().ShouldBeTrue();
        (await Scim.Put($"/Users/{await fixture.CreateUser()}", new { userName = name })).ExpectScimError(409, "user-name-taken");
        var adopted = method switch
        {
            "PATCH" => (await Scim.PatchJson($"/Users/{id}", """{"op":"replace","path":"title","value":"T"}""")).Expect(200),
            "PUT" => (await Scim.Put($"/Users/{id}", new { userName = name, title = "T" })).Expect(200),
            _ => (await Scim.Post("/Users", new { userName = name.ToUpperInvariant(), title = "T" })).Expect(201),
        };
        adopted.Id.ShouldBe(id);
        adopted.Get("title").GetString().ShouldBe("T");
        (await Scim.Post("/Users", new { userName = name })).ExpectScimError(409, "user-name-taken").ScimType.ShouldBe("uniqueness");
    }

    [Theory]
    [InlineData("""{"op":"add","path":"members[value eq \"$none\"].display","value":"x"}""", "mutability")]
    [InlineData("""{"op":"replace","path":"members[value eq \"$none\"]","value":{"value":"$none"}}""", "noTarget")]
    [InlineData("""{"op":"remove","path":"displayName"}""", "mutability")]
    [InlineData("""{"op":"replace","path":"displayName","value":"!!!"}""", "invalidValue")]
    [InlineData("""{"op":"replace","path":"userName","value":"x"}""", "invalidPath")]
    [InlineData("""{"op":"remove","path":"id"}""", "mutability")]
    public async Task a_groups_patch_is_refused_like_a_users(string operation, string scimType)
    {
        var group = await Scim.NewGroup();
        (await Scim.PatchJson($"/Groups/{group.Id}", operation.Replace("$none", Wire.Unknown, StringComparison.Ordinal))).ExpectScimError(400).ScimType.ShouldBe(scimType);
        (await Scim.Get($"/Groups/{group.Id}")).Text.ShouldBe(group.Text);
    }
}
