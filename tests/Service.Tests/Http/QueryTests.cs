using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Http;

/// <summary>How clients write queries (RFC 7644 §3.4.2, §3.9).</summary>
[Collection(ServiceTests.Name)]
public sealed class QueryTests(ServiceFixture fixture)
{
    [Theory]
    [InlineData("?filter=userName+eq+%22NAME%22")]
    [InlineData("?filter=userName%20eq%20%22NAME%22")]
    [InlineData("?filter=userName+eq+%22NAME%22&")]
    [InlineData("?&filter=userName+eq+%22NAME%22")]
    [InlineData("?filter=UsErNaMe++eq++%22NAME%22&attributes=&aadOptscim062020")]
    [InlineData("?FILTER=userName+eq+%22NAME%22&unknown=1&aadOptscim062020=1")]
    [InlineData("/?filter=userName+eq+%22NAME%22")]
    public async Task a_filter_is_read_as_a_form_is(string query)
    {
        var name = ServiceFixture.Fresh("user");
        var id = await fixture.CreateUser(name);
        var list = (await fixture.Scim.Get("/Users" + query.Replace("NAME", name, StringComparison.Ordinal))).Expect(200).Json;
        list.GetProperty("totalResults").GetInt32().ShouldBe(1);
        list.GetProperty("Resources")[0].GetProperty("id").GetString().ShouldBe(id);
    }

    [Fact]
    public async Task a_plus_in_a_user_name_is_percent_encoded_and_found()
    {
        var name = ServiceFixture.Fresh("a") + "+b@example.com";
        await fixture.CreateUser(name);
        (await fixture.Scim.Get($"/Users?filter=userName+eq+%22{Uri.EscapeDataString(name)}%22")).Expect(200)
            .Json.GetProperty("totalResults").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("?")]
    [InlineData("?&")]
    [InlineData("?count=")]
    [InlineData("?startIndex=-9999999999999999999999999&count=99999999999999999999999999999")]
    [InlineData("?startIndex=0&count=%2B7")]
    public async Task odd_queries_are_understood(string query) => (await fixture.Scim.Get("/Users" + query)).Expect(200);

    [Theory]
    [InlineData("0", 1)]
    [InlineData("-5", 1)]
    [InlineData("7", 7)]
    public async Task startIndex_is_at_least_one(string startIndex, int expected) =>
        (await fixture.Scim.Get($"/Users?count=0&startIndex={startIndex}")).Expect(200).Json.GetProperty("startIndex").GetInt32().ShouldBe(expected);

    [Theory]
    [InlineData("startIndex=one")]
    [InlineData("count=1.5")]
    [InlineData("count=0x10")]
    [InlineData("count=1&count=2")]
    [InlineData("filter=a+pr&filter=b+pr")]
    public async Task what_is_no_integer_or_is_given_twice_is_refused(string query) =>
        (await fixture.Scim.Get("/Users?" + query)).ExpectScimError(400, "query-parameter");

    [Theory]
    [InlineData("/ServiceProviderConfig")]
    [InlineData("/ResourceTypes")]
    [InlineData("/ResourceTypes/User")]
    [InlineData("/Schemas")]
    [InlineData("/Schemas/urn:ietf:params:scim:schemas:core:2.0:User")]
    public async Task a_filter_on_a_discovery_endpoint_is_forbidden(string path)
    {
        (await fixture.Scim.Get(path)).Expect(200).Header("Content-Type").ShouldBe("application/scim+json");
        (await fixture.Scim.Get(path + "?count=1&attributes=id")).Expect(200);
        (await fixture.Scim.Get(path + "?filter=id+pr")).ExpectScimError(403, "discovery-filter");
    }

    [Fact]
    public async Task attributes_and_excludedAttributes_hold_for_every_answer()
    {
        var name = ServiceFixture.Fresh("user");
        var created = (await fixture.Scim.Post("/Users?attributes=userName", new { userName = name, displayName = "D" })).Expect(201);
        created.Json.EnumerateObject().Select(p => p.Name).ShouldBe(["schemas", "id", "userName"], ignoreOrder: true);
        (await fixture.Scim.Get($"/Users/{created.Id}?excludedAttributes=meta,displayName")).Expect(200)
            .Json.EnumerateObject().Select(p => p.Name).ShouldNotContain("meta");
        (await fixture.Scim.Get($"/Users/{created.Id}?attributes=userName&excludedAttributes=meta")).ExpectScimError(400, "attributes-conflict");
        (await fixture.Scim.Patch($"/Users/{created.Id}?attributes=displayName", new { op = "replace", path = "displayName", value = "E" })).Expect(200)
            .Json.EnumerateObject().Select(p => p.Name).ShouldBe(["schemas", "id", "displayName"], ignoreOrder: true);
    }
}
