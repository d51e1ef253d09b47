using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Protocol;

/// <summary>Point 19: PUT.</summary>
[Collection(ServiceTests.Name)]
public sealed class P19_ReplaceTests(ServiceFixture fixture)
{
    private Caller Scim => fixture.Scim;

    [Fact]
    public async Task a_put_of_what_was_read_changes_nothing()
    {
        var user = await Scim.NewUser($$$"""
            "externalId":"e","name":{"givenName":"A"},"emails":[{"value":"a@x","primary":true}],"{{{Wire.Enterprise}}}":{"manager":{"value":"m"}}
            """);
        var group = await Scim.NewGroup(user.Id);
        var read = (await Scim.Get($"/Users/{user.Id}")).Expect(200);
        (await Scim.Put($"/Users/{user.Id}", read.Text)).Expect(200).Text.ShouldBe(read.Text);
        (await Scim.Put($"/Groups/{group.Id}", group.Text)).Expect(200).Text.ShouldBe(group.Text);
    }

    [Fact]
    public async Task what_a_put_leaves_out_is_cleared_except_active_and_what_the_server_sets()
    {
        var user = await Scim.NewUser($$$"""
            "externalId":"e","title":"T","active":false,"emails":[{"value":"a@x"}],"{{{Wire.Enterprise}}}":{"department":"D"}
            """);
        await Scim.NewGroup(user.Id);
        var replaced = (await Scim.Put($"/Users/{user.Id}", new { userName = user.Get("userName").GetString(), id = "other", meta = new { created = "1999-01-01T00:00:00Z" }, groups = Array.Empty<string>() })).Expect(200);
        replaced.Json.Names().ShouldBe(["active", "groups", "id", "meta", "schemas", "userName"]);
        replaced.Id.ShouldBe(user.Id);
        replaced.Get("active").GetBoolean().ShouldBeFalse();
        replaced.Get("meta").GetProperty("created").GetString().ShouldBe(user.Get("meta").GetProperty("created").GetString());
        replaced.Version().ShouldNotBe(user.Version());
        (await Scim.Get($"/Users/{user.Id}")).Expect(200).Text.ShouldBe(replaced.Text);
    }

    [Fact]
    public async Task an_active_that_a_patch_removed_stays_absent()
    {
        var user = await Scim.NewUser();
        (await Scim.PatchJson($"/Users/{user.Id}", """{"op":"remove","path":"active"}""")).Expect(200).Has("active").ShouldBeFalse();
        (await Scim.Put($"/Users/{user.Id}", new { userName = user.Get("userName").GetString() })).Expect(200).Has("active").ShouldBeFalse();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"userName\":\"\"}")]
    [InlineData("{\"userName\":null}")]
    public async Task a_put_without_what_is_required_is_refused(string body)
    {
        var user = await fixture.CreateUser();
        (await Scim.Put($"/Users/{user}", body)).ExpectScimError(400, "missing-value").ScimType.ShouldBe("invalidValue");
        (await Scim.Put($"/Groups/{(await Scim.NewGroup()).Id}", "{\"members\":[]}")).ExpectScimError(400).ScimType.ShouldBe("invalidValue");
    }

    [Fact]
    public async Task a_put_of_an_unknown_id_creates_nothing()
    {
        var name = ServiceFixture.Fresh("user");
        (await Scim.Put($"/Users/{Wire.Unknown}", new { userName = name })).ExpectScimError(404, "user-missing");
        (await Scim.Get($"/Users?filter=userName+eq+%22{name}%22")).Expect(200).Get("totalResults").GetInt32().ShouldBe(0);
        (await Scim.Put($"/Groups/{Wire.Unknown}", new { displayName = name })).ExpectScimError(404, "group-missing");
    }

    [Fact]
    public async Task a_name_that_another_has_is_409_and_ones_own_in_other_letters_is_not()
    {
        var (one, two) = (await Scim.NewUser(), await Scim.NewUser());
        (await Scim.Put($"/Users/{one.Id}", new { userName = two.Get("userName").GetString()!.ToUpperInvariant() })).ExpectScimError(409, "user-name-taken").ScimType.ShouldBe("uniqueness");
        var own = one.Get("userName").GetString()!.ToUpperInvariant();
        (await Scim.Put($"/Users/{one.Id}", new { userName = own })).Expect(200).Get("userName").GetString().ShouldBe(own);
    }

    [Fact]
    public async Task a_put_of_a_group_without_members_empties_it()
    {
        var group = await Scim.NewGroup(await fixture.CreateUser());
        var replaced = (await Scim.Put($"/Groups/{group.Id}", new { displayName = group.Get("displayName").GetString() })).Expect(200);
        replaced.Get("members").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task G12_a_put_with_one_stale_member_changes_nothing()
    {
        var group = await Scim.NewGroup(await fixture.CreateUser());
        (await Scim.Put($"/Groups/{group.Id}", new { displayName = ServiceFixture.Fresh("Other"), members = new[] { new { value = Wire.Unknown } } })).ExpectScimError(400, "stale-member");
        (await Scim.Get($"/Groups/{group.Id}")).Expect(200).Text.ShouldBe(group.Text);
    }
}
