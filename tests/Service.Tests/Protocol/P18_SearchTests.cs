using System.Text.Json;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Protocol;

/// <summary>Point 18: queries by POST (RFC 7644 §3.4.3) and over all resource types (§3.4.2.1).</summary>
[Collection(ServiceTests.Name)]
public sealed class P18_SearchTests(ServiceFixture fixture)
{
    private const string Urn = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

    [Theory]
    [InlineData("/Users", """ "filter":"userName sw \"u\"" """, "filter=userName+sw+%22u%22")]
    [InlineData("/Users", """ "attributes":["userName","meta.created"] """, "attributes=userName,meta.created")]
    [InlineData("/Users", """ "excludedAttributes":["userName","id","meta"] """, "excludedAttributes=userName,id,meta")]
    [InlineData("/Users", """ "startIndex":2,"count":1 """, "startIndex=2&count=1")]
    [InlineData("/Users", """ "startIndex":-3,"count":99999999999 """, "startIndex=-3&count=99999999999")]
    [InlineData("/Users", """ "count":0 """, "count=0")]
    [InlineData("/Users", """ "sortBy":"userName","sortOrder":"descending" """, "sortBy=userName&sortOrder=descending")]
    [InlineData("/Users", """ "filter":null,"attributes":null,"sortBy":null,"count":null,"cursor":null,"other":{} """, "")]
    [InlineData("/Users", """ "FILTER":"id pr","SortBy":"id" """, "filter=id+pr&sortBy=id")]
    [InlineData("/Groups", """ "filter":"displayName pr","attributes":["displayName"] """, "filter=displayName+pr&attributes=displayName")]
    [InlineData("/Groups", """ "excludedAttributes":["members"],"count":1 """, "excludedAttributes=members&count=1")]
    [InlineData("/", """ "count":4 """, "count=4")]
    [InlineData("/", """ "filter":"meta.resourceType eq \"Group\"","attributes":["displayName"] """, "filter=meta.resourceType+eq+%22Group%22&attributes=displayName")]
    [InlineData("/", """ "sortBy":"displayName","startIndex":2,"count":3 """, "sortBy=displayName&startIndex=2&count=3")]
    public async Task a_search_answers_what_the_same_query_by_GET_answers(string path, string members, string query)
    {
        var tenant = await ThreeUsersTwoGroups();
        var search = $"{path.TrimEnd('/')}/.search";
        (await Search(tenant, search, members)).Expect(200).Text.ShouldBe((await tenant.Get($"{path}?{query}")).Expect(200).Text);
    }

    [Fact]
    public async Task a_search_walks_by_cursor()
    {
        var tenant = await ThreeUsersTwoGroups();
        var first = (await Search(tenant, "/.search", """ "cursor":"","count":3 """)).Expect(200);
        var next = (await Search(tenant, "/.search", $$""" "cursor":"{{first.Get("nextCursor").GetString()}}","count":3 """)).Expect(200);

        Ids(first).Concat(Ids(next)).ShouldBe(Ids((await tenant.Get("/")).Expect(200)));
        next.Json.TryGetProperty("nextCursor", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task a_cursor_of_a_search_goes_on_in_a_GET_of_the_same_endpoint()
    {
        var tenant = await ThreeUsersTwoGroups();
        var first = (await Search(tenant, "/Users/.search", """ "cursor":"","count":2 """)).Expect(200);
        (await tenant.Get($"/Users?cursor={first.Get("nextCursor").GetString()}&count=2")).Expect(200).Get("Resources").GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"]}""", "wrong-schema", "invalidSyntax")]
    [InlineData("""{"filter":7}""", "wrong-type", "invalidValue")]
    [InlineData("""{"attributes":[7]}""", "wrong-type", "invalidValue")]
    [InlineData("""{"count":1.5}""", "wrong-type", "invalidValue")]
    [InlineData("""{"count":"one"}""", "query-parameter", "invalidValue")]
    [InlineData("""{"startIndex":true}""", "wrong-type", "invalidValue")]
    [InlineData("""{"sortOrder":"up"}""", "sort-order", "invalidValue")]
    [InlineData("""{"sortBy":"gadget"}""", "sort-attribute", "invalidValue")]
    [InlineData("""{"filter":"gadget pr"}""", "filter-attribute", "invalidFilter")]
    [InlineData("""{"filter":"id"}""", "filter-syntax", "invalidFilter")]
    [InlineData("""{"filter":"id pr","Filter":"id pr"}""", "search-syntax", "invalidSyntax")]
    [InlineData("""{"attributes":["id"],"excludedAttributes":["meta"]}""", "attributes-conflict", "invalidValue")]
    [InlineData("""{"cursor":"x"}""", "cursor-invalid", "invalidCursor")]
    [InlineData("""{"cursor":"","count":"many"}""", "count-invalid", "invalidCount")]
    [InlineData("""[]""", "malformed-json", "invalidSyntax")]
    [InlineData("", "empty-body", "invalidSyntax")]
    public async Task a_search_that_cannot_be_meant_is_refused(string body, string refusal, string type)
    {
        foreach (var path in (string[])["/.search", "/Users/.search", "/Groups/.search"])
        {
            (await fixture.Scim.Send("POST", path, Caller.Json(body))).ExpectScimError(400, refusal).ScimType.ShouldBe(type, path);
        }
    }

    [Theory]
    [InlineData("/.search")]
    [InlineData("/Users/.search")]
    [InlineData("/Groups/.search")]
    public async Task a_search_is_a_POST(string path) =>
        (await fixture.Scim.Get(path)).ExpectScimError(405, "method-not-allowed").Header("Allow").ShouldBe("POST");

    [Fact]
    public async Task the_root_has_all_users_and_then_all_groups()
    {
        var tenant = await ThreeUsersTwoGroups();
        var expected = Ids((await tenant.Get("/Users")).Expect(200)).Concat(Ids((await tenant.Get("/Groups")).Expect(200))).ToArray();
        foreach (var url in (string[])["", "/", "/?", "?startIndex=1&count=100"])
        {
            var all = (await tenant.Get(url)).Expect(200);
            all.Get("totalResults").GetInt32().ShouldBe(5);
            Ids(all).ShouldBe(expected, url);
        }

        for (var start = 1; start <= 6; start++)
        {
            var page = (await tenant.Get($"/?startIndex={start}&count=2")).Expect(200);
            page.Get("totalResults").GetInt32().ShouldBe(5);
            Ids(page).ShouldBe(expected.Skip(start - 1).Take(2));
        }
    }

    [Fact]
    public async Task the_root_shows_each_resource_as_its_own_endpoint_does()
    {
        var tenant = await ThreeUsersTwoGroups();
        foreach (var resource in (await tenant.Get("/")).Expect(200).Get("Resources").EnumerateArray())
        {
            var location = resource.GetProperty("meta").GetProperty("location").GetString()!;
            resource.ShouldBeJson((await tenant.Get(location[tenant.BaseUrl.Length..])).Expect(200).Text);
        }
    }

    [Theory]
    [InlineData("meta.resourceType eq \"User\"", "u1 u2 u3")]
    [InlineData("meta.resourceType eq \"Group\"", "Ants Zebras")]
    [InlineData("(meta.resourceType eq \"User\") or (meta.resourceType eq \"Group\")", "u1 u2 u3 Ants Zebras")]
    [InlineData("meta.resourceType ne \"User\" and displayName sw \"z\"", "Zebras")]
    [InlineData("meta.resourceType eq \"Gadget\"", "")]
    [InlineData("not (meta.resourceType eq \"User\")", "Ants Zebras")]
    [InlineData("displayName co \"a\"", "u1 Ants Zebras")]
    [InlineData("userName eq \"u2\"", "u2")]
    [InlineData("userName pr", "u1 u2 u3")]
    [InlineData("userName ne \"u2\"", "u1 u3 Ants Zebras")]
    [InlineData("not (userName pr)", "Ants Zebras")]
    [InlineData("userName eq null", "Ants Zebras")]
    [InlineData("members pr or userName eq \"u1\"", "u1 Ants")]
    [InlineData("active eq true", "u1 u2 u3")]
    [InlineData("emails[type eq \"work\"]", "u1")]
    [InlineData("externalId eq \"e\"", "u2 Zebras")]
    public async Task what_a_type_lacks_has_no_value_there(string filter, string expected)
    {
        var tenant = await ThreeUsersTwoGroups();
        var found = (await tenant.Get($"/?filter={Uri.EscapeDataString(filter)}")).Expect(200);
        string.Join(' ', found.Get("Resources").EnumerateArray().Select(Name)).ShouldBe(expected);
        found.Get("totalResults").GetInt32().ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("sortBy=displayName", "Ants u1 Zebras u2 u3")]
    [InlineData("sortBy=displayName&sortOrder=descending", "u3 u2 Zebras u1 Ants")]
    [InlineData("sortBy=userName", "u1 u2 u3 Ants Zebras")]
    [InlineData("sortBy=userName&sortOrder=descending", "Zebras Ants u3 u2 u1")]
    [InlineData("sortBy=externalId", "u2 Zebras u1 u3 Ants")]
    [InlineData("sortBy=meta.resourceType", "Ants Zebras u1 u2 u3")]
    public async Task the_root_is_sorted_over_both_types(string query, string expected)
    {
        var tenant = await ThreeUsersTwoGroups();
        Names(await tenant.Get($"/?{query}")).ShouldBe(expected);
        for (var start = 1; start <= 5; start++)
        {
            Names(await tenant.Get($"/?{query}&startIndex={start}&count=2")).ShouldBe(string.Join(' ', expected.Split(' ').Skip(start - 1).Take(2)));
        }

        static string Names(Reply page) => string.Join(' ', page.Expect(200).Get("Resources").EnumerateArray().Select(Name));
    }

    [Theory]
    [InlineData("filter=gadget+pr", "filter-attribute", "invalidFilter")]
    [InlineData("filter=password+pr", "filter-attribute", "invalidFilter")]
    [InlineData("sortBy=gadget", "sort-attribute", "invalidValue")]
    [InlineData("sortBy=id&startIndex=4902&count=100", "too-many-results", "tooMany")]
    public async Task a_query_of_the_root_that_cannot_be_answered_is_refused(string query, string refusal, string type) =>
        (await fixture.Scim.Get($"/?{query}")).ExpectScimError(400, refusal).ScimType.ShouldBe(type);

    [Fact]
    public async Task G6_the_root_shows_a_tenant_its_own_groups_alone()
    {
        var (tenant, _) = await fixture.NewEnvironment();
        (await fixture.Scim.Post("/Groups", new { displayName = ServiceFixture.Fresh("Theirs") })).Expect(201);
        (await tenant.Get("/?filter=id+pr+or+not+(id+pr)")).Expect(200).Get("totalResults").GetInt32().ShouldBe(0);
    }

    [Theory]
    [InlineData("/scim/v2/default/dev/v2/Users")]
    [InlineData("/scim/v2/default/dev/v2/groups")]
    [InlineData("/scim/v2/default/dev/v2/ServiceProviderConfig/")]
    [InlineData("/scim/v2/default/dev/v2")]
    public async Task A4_a_base_without_its_tenant_is_no_root(string path) =>
        (await fixture.Scim.At(fixture.Service.Address).Get(path)).ExpectScimError(404, "unknown-address");

    private static Task<Reply> Search(Caller tenant, string path, string members) =>
        tenant.Send("POST", path, Caller.Json($$"""{"schemas":["{{Urn}}"],{{members}}}"""));

    private async Task<Caller> ThreeUsersTwoGroups()
    {
        var (tenant, _) = await fixture.NewEnvironment();
        var first = await Create("/Users", """{"userName":"u1","displayName":"Bear","emails":[{"value":"a@x","type":"work"}]}""");
        await Create("/Users", """{"userName":"u2","externalId":"e"}""");
        await Create("/Users", """{"userName":"u3"}""");
        await Create("/Groups", $$"""{"displayName":"Ants","members":[{"value":"{{first.Id}}"}]}""");
        await Create("/Groups", """{"displayName":"Zebras","externalId":"e"}""");
        return tenant;

        async Task<Reply> Create(string path, string body) => (await tenant.Send("POST", path, Caller.Json(body))).Expect(201);
    }

    private static string[] Ids(Reply page) => [.. page.Get("Resources").EnumerateArray().Select(r => r.GetProperty("id").GetString()!)];

    private static string Name(JsonElement resource) => resource.GetProperty(resource.TryGetProperty("userName", out _) ? "userName" : "displayName").GetString()!;
}
