using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Addresses;

/// <summary>Rules A1 to A6.</summary>
[Collection(ServiceTests.Name)]
public sealed class AddressTests(ServiceFixture fixture)
{
    private Caller Root => fixture.Scim.At(fixture.Service.Address);

    [Fact]
    public async Task A1_assignments_through_the_legacy_base_land_in_tenant_default()
    {
        var user = await fixture.CreateUser();
        var group = (await fixture.Legacy.Post("/Groups", new { displayName = ServiceFixture.Fresh("Group"), members = new[] { new { value = user } } })).Expect(201).Id;
        (await fixture.Scim.Get($"/Groups/{group}")).Expect(200).Json.GetProperty("members")[0].GetProperty("value").GetString().ShouldBe(user);
        var roles = (await fixture.Administration.Get($"/projects/default/environments/dev/tenants/default/users/{user}/roles")).Expect(200);
        roles.Json.GetProperty("roles")[0].GetProperty("id").GetString().ShouldBe(group);
    }

    [Fact]
    public async Task A2_each_tenant_has_a_base_of_its_own()
    {
        var tenant = await fixture.CreateTenant();
        var group = (await tenant.Post("/Groups", new { displayName = ServiceFixture.Fresh("Group") })).Expect(201).Id;
        (await tenant.Get($"/Groups/{group}")).Expect(200);
        (await fixture.Scim.Get($"/Groups/{group}")).ExpectScimError(404);
    }

    [Theory]
    [InlineData("/scim/v2/default/dev/v2/Users")]
    [InlineData("/scim/v2/default/v2/Users")]
    [InlineData("/scim/v2/default/dev/v2/a.b/Users")]
    [InlineData("/scim/v2/default/dev/v2/a%20b/Users")]
    [InlineData("/scim/v2/default/dev/v2/a%2Fb/Users")]
    [InlineData("/scim/v2/default/dev/v2//Users")]
    [InlineData("/scim/v2/default/dev//Users")]
    [InlineData("/scim/v2/default/dev/v2/%C3%A4/Users")]
    [InlineData("/scim/v2/default/dev/v2/0123456789012345678901234567890123456789012345678901234567890123x/Users")]
    [InlineData("/scim/v2/default/dev/Gadgets")]
    [InlineData("/scim/v2/default/dev/Users/1/2")]
    [InlineData("/scim/v2")]
    [InlineData("/scim")]
    public async Task A4_what_is_no_address_is_a_404_before_authentication(string path) =>
        (await Root.With(null).Get(path)).ExpectScimError(404, "unknown-address");

    [Theory]
    [InlineData("/scim/v1/default/dev/Users")]
    [InlineData("/scim/v3/default/dev/Users")]
    [InlineData("/scim/v1/default/dev/v2/default/Users")]
    [InlineData("/scim/v2/default/dev/v1/default/Users")]
    [InlineData("/scim/v2/default/dev/v3/default/Users")]
    [InlineData("/scim/v2/default/dev/v2/default/v2/Users")]
    [InlineData("/scim/default/dev/Users")]
    [InlineData("/scim/default/dev/v2/Users")]
    public async Task A4_another_version_or_one_at_another_place_is_no_address(string path) => (await Root.Get(path)).ExpectScimError(404, "unknown-address");

    [Fact]
    public async Task A4_a_tenant_of_64_characters_is_an_address() =>
        (await Root.With(null).Get($"/scim/v2/default/dev/v2/{new string('t', 64)}/Users")).ExpectScimError(401);

    [Theory]
    [InlineData("/scim/v2/default/dev/v2/default/%55sers")]
    [InlineData("/scim/v2/default/dev/v2/%64efault/Users")]
    [InlineData("/SCIM/V2/default/dev/V2/default/users")]
    [InlineData("/scim/v2/default/dev/v2/default/Users/")]
    public async Task A4_other_spellings_of_an_address_need_the_same_token(string path)
    {
        (await Root.With(null).Get(path)).ExpectScimError(401);
        (await Root.Get(path)).Expect(200);
    }

    [Fact]
    public async Task A5_locations_begin_with_the_base_as_the_caller_wrote_it()
    {
        var environment = (await fixture.Administration.Get("/projects/default/environments/dev")).Expect(200).Id;
        var created = (await fixture.Scim.Post("/Users", new { userName = ServiceFixture.Fresh("user") })).Expect(201);
        foreach (var baseUrl in (string[])
            [fixture.Legacy.BaseUrl, fixture.Scim.BaseUrl, $"{fixture.Service.Address}/scim/v2/default/{environment}", $"{fixture.Service.Address}/scim/v2/default/{environment}/v2/default"])
        {
            var read = (await fixture.Scim.At(baseUrl).Get($"/Users/{created.Id}")).Expect(200);
            read.Json.GetProperty("meta").GetProperty("location").GetString().ShouldBe($"{baseUrl}/Users/{created.Id}");
            read.Header("Location").ShouldBe($"{baseUrl}/Users/{created.Id}");
        }
    }

    [Fact]
    public async Task A5_references_of_members_and_groups_use_the_requests_base()
    {
        var user = await fixture.CreateUser();
        var group = (await fixture.Scim.Post("/Groups", new { displayName = ServiceFixture.Fresh("Group"), members = new[] { new { value = user } } })).Expect(201);
        group.Json.GetProperty("members")[0].GetProperty("$ref").GetString().ShouldBe($"{fixture.Scim.BaseUrl}/Users/{user}");
        (await fixture.Legacy.Get($"/Users/{user}")).Expect(200).Json.GetProperty("groups")[0].GetProperty("$ref").GetString()
            .ShouldBe($"{fixture.Legacy.BaseUrl}/Groups/{group.Id}");
    }

    [Theory]
    [InlineData("DELETE", "/Users", "GET, HEAD, POST")]
    [InlineData("POST", "/Users/7f1d7a0e-1111-4222-8333-444455556666", "GET, HEAD, PUT, PATCH, DELETE")]
    [InlineData("OPTIONS", "/Schemas", "GET, HEAD")]
    public async Task A6_another_method_is_a_405_that_says_which_are_allowed(string method, string path, string allow) =>
        (await fixture.Scim.Send(method, path)).ExpectScimError(405, "method-not-allowed").Header("Allow").ShouldBe(allow);

    [Theory]
    [InlineData("GET", "/Me")]
    [InlineData("POST", "/Me")]
    [InlineData("PUT", "/Me")]
    [InlineData("PATCH", "/Me")]
    [InlineData("DELETE", "/Me")]
    public async Task A6_what_is_not_offered_is_a_501(string method, string path) =>
        (await fixture.Scim.Send(method, path)).ExpectScimError(501, "not-implemented").Header("Location").ShouldBeNull();

    [Theory]
    [InlineData("/Users/not-a-uuid")]
    [InlineData("/Users/7f1d7a0e111142228333444455556666")]
    [InlineData("/Groups/%7B7f1d7a0e-1111-4222-8333-444455556666%7D")]
    [InlineData("/Users/7f1d7a0e-1111-4222-8333-444455556666")]
    [InlineData("/Groups/7f1d7a0e-1111-4222-8333-444455556666")]
    [InlineData("/Schemas/urn:no:such")]
    [InlineData("/ResourceTypes/Gadget")]
    public async Task an_unknown_id_is_a_404(string path) => (await fixture.Scim.Get(path)).ExpectScimError(404);
}
