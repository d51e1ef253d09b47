using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Groups;

/// <summary>Each endpoint of Groups over the wire. What it decides is tested where it is decided.</summary>
[Collection(ServiceTests.Name)]
public sealed class GroupEndpointTests(ServiceFixture fixture)
{
    [Fact]
    public async Task a_created_group_answers_with_members_location_and_entity_tag()
    {
        var user = await fixture.CreateUser();
        var created = await Create(user);
        created.Header("Location").ShouldBe($"{fixture.Scim.BaseUrl}/Groups/{created.Id}");
        created.Header("ETag").ShouldBe(created.Json.GetProperty("meta").GetProperty("version").GetString());
        var member = created.Json.GetProperty("members")[0];
        member.GetProperty("value").GetString().ShouldBe(user);
        member.GetProperty("type").GetString().ShouldBe("User");
        member.GetProperty("$ref").GetString().ShouldBe($"{fixture.Scim.BaseUrl}/Users/{user}");
        (await fixture.Scim.Get($"/Groups/{created.Id}")).Expect(200).Text.ShouldBe(created.Text);
    }

    [Fact]
    public async Task the_members_of_an_empty_group_are_an_empty_list()
    {
        var created = await Create();
        created.Json.GetProperty("members").GetArrayLength().ShouldBe(0);
        (await fixture.Scim.Get($"/Groups/{created.Id}")).Expect(200).Json.GetProperty("members").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("?excludedAttributes=members")]
    [InlineData("?attributes=displayName")]
    [InlineData("?excludedAttributes=MEMBERS")]
    [InlineData("?attributes=displayName,urn:ietf:params:scim:schemas:core:2.0:Group:externalId")]
    public async Task members_that_are_not_wanted_are_not_there(string query)
    {
        var created = await Create(await fixture.CreateUser());
        (await fixture.Scim.Get($"/Groups/{created.Id}{query}")).Expect(200).Json.TryGetProperty("members", out _).ShouldBeFalse();
        var name = created.Json.GetProperty("displayName").GetString();
        (await fixture.Scim.Get($"/Groups{query}&filter=displayName+eq+%22{name}%22")).Expect(200).Json.GetProperty("Resources")[0].TryGetProperty("members", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task sub_attributes_of_members_can_be_chosen()
    {
        var created = await Create(await fixture.CreateUser());
        (await fixture.Scim.Get($"/Groups/{created.Id}?attributes=members.value")).Expect(200).Json.GetProperty("members")[0]
            .EnumerateObject().Select(p => p.Name).ShouldBe(["value"]);
    }

    [Fact]
    public async Task G12_put_replaces_the_member_list()
    {
        var (one, two) = (await fixture.CreateUser(), await fixture.CreateUser());
        var created = await Create(one);
        var name = created.Json.GetProperty("displayName").GetString();
        var replaced = (await fixture.Scim.Put($"/Groups/{created.Id}", new { displayName = name, members = new[] { new { value = two } } })).Expect(200);
        replaced.Json.GetProperty("members").EnumerateArray().Select(m => m.GetProperty("value").GetString()).ShouldBe([two]);
        replaced.Header("ETag").ShouldNotBe(created.Header("ETag"));
    }

    [Fact]
    public async Task patch_adds_and_removes_a_member_and_answers_with_the_resource()
    {
        var user = await fixture.CreateUser();
        var created = await Create();
        var added = (await fixture.Scim.Patch($"/Groups/{created.Id}", new { op = "add", path = "members", value = new[] { new { value = user } } })).Expect(200);
        added.Json.GetProperty("members")[0].GetProperty("value").GetString().ShouldBe(user);
        (await fixture.Scim.Get($"/Users/{user}")).Expect(200).Json.GetProperty("groups")[0].GetProperty("value").GetString().ShouldBe(created.Id);
        var removed = (await fixture.Scim.Patch($"/Groups/{created.Id}", new { op = "remove", path = $"members[value eq \"{user}\"]" })).Expect(200);
        removed.Json.GetProperty("members").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task G8_a_deleted_group_is_gone()
    {
        var created = await Create(await fixture.CreateUser());
        (await fixture.Scim.Delete($"/Groups/{created.Id}")).Expect(204);
        (await fixture.Scim.Get($"/Groups/{created.Id}")).ExpectScimError(404, "group-missing");
        (await fixture.Scim.Delete($"/Groups/{created.Id}")).ExpectScimError(404, "group-missing");
    }

    [Fact]
    public async Task G11_a_write_to_groups_of_an_absent_tenant_tells_so_and_the_list_is_empty()
    {
        var absent = fixture.Scim.At($"{fixture.Service.Address}/scim/v2/default/dev/v2/{ServiceFixture.Fresh("absent")}");
        (await absent.Post("/Groups", new { displayName = ServiceFixture.Fresh("Group") })).ExpectScimError(400, "tenant-missing").Detail.ShouldContain("does not exist in this environment");
        (await absent.Get("/Groups")).Expect(200).Json.GetProperty("totalResults").GetInt32().ShouldBe(0);
        (await absent.Post("/Users", new { userName = ServiceFixture.Fresh("user") })).Expect(201);
    }

    [Fact]
    public async Task a_patch_of_a_group_of_more_than_a_thousand_answers_204()
    {
        var members = Enumerable.Range(0, 1000).Select(i => new { value = $"{ServiceFixture.Fresh("m")}-{i}" }).ToArray();
        var created = (await fixture.Scim.Post("/Groups", new { displayName = ServiceFixture.Fresh("Large"), members })).Expect(201);
        created.Json.GetProperty("members").GetArrayLength().ShouldBe(1000);
        (await fixture.Scim.Patch($"/Groups/{created.Id}", new { op = "replace", path = "externalId", value = "x" })).Expect(200);
        var large = (await fixture.Scim.Patch($"/Groups/{created.Id}", new { op = "add", path = "members", value = new[] { new { value = ServiceFixture.Fresh("m") } } })).Expect(204);
        large.Text.ShouldBeEmpty();
        large.Header("ETag").ShouldNotBe(created.Header("ETag"));
        (await fixture.Scim.Get($"/Groups/{created.Id}")).Expect(200).Json.GetProperty("members").GetArrayLength().ShouldBe(1001);
    }

    private async Task<Reply> Create(params string[] members) =>
        (await fixture.Scim.Post("/Groups", new { displayName = ServiceFixture.Fresh("Group"), members = members.Select(value => new { value }) })).Expect(201);
}
