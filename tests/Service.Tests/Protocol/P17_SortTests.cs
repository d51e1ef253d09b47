using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Protocol;

/// <summary>Point 17, sorting: RFC 7644 §3.4.2.3. The stores' order of every attribute is held to the one in memory by a property test; here is what clients see of it.</summary>
[Collection(ServiceTests.Name)]
public sealed class P17_SortTests(ServiceFixture fixture)
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    [Theory]
    [InlineData("sortBy=userName", "a b C d")]
    [InlineData("sortBy=userName&sortOrder=ascending", "a b C d")]
    [InlineData("sortBy=USERNAME&sortOrder=Descending", "d C b a")]
    [InlineData("sortBy=name.familyName", "d a b C")]
    [InlineData("sortBy=name.familyName&sortOrder=descending", "C b a d")]
    [InlineData("sortBy=externalId", "b a d C")]
    [InlineData("sortBy=emails", "C a b d")]
    [InlineData("sortBy=emails.type", "C a b d")]
    [InlineData("sortBy=active", "d a b C")]
    [InlineData("sortBy=active&sortOrder=descending", "C b a d")]
    [InlineData("sortBy=" + Enterprise + ":employeeNumber", "b C a d")]
    [InlineData("sortBy=employeeNumber", "b C a d")]
    [InlineData("sortBy=urn:ietf:params:scim:schemas:core:2.0:User:title", "C d a b")]
    [InlineData("sortBy=meta.created", "a b C d")]
    [InlineData("sortBy=meta.created&sortOrder=descending", "d C b a")]
    [InlineData("sortBy=meta.lastModified&filter=userName+ne+%22b%22", "a C d")]
    [InlineData("sortBy=name.familyName&startIndex=2&count=2", "a b")]
    [InlineData("sortBy=name.familyName&count=1", "d")]
    [InlineData("sortBy=", "a b C d")]
    [InlineData("sortOrder=descending", "a b C d")]
    public async Task users_come_in_the_order_asked_for_and_those_without_a_value_last(string query, string expected)
    {
        var users = await FourUsers();
        Names((await users.Get($"/Users?{query}")).Expect(200)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("Users", "id", false)]
    [InlineData("Users", "id", true)]
    [InlineData("Users", "meta.location", false)]
    [InlineData("Groups", "id", false)]
    public async Task ids_are_compared_as_text_whatever_they_were_made_from(string type, string sortBy, bool descending)
    {
        var (tenant, _) = await fixture.NewEnvironment();
        for (var i = 0; i < 10; i++)
        {
            await tenant.Post($"/{type}", type == "Users" ? new { userName = $"u{i}" } : new { displayName = $"g{i}" });
        }

        var ids = Shown("id", (await tenant.Get($"/{type}?sortBy={sortBy}&sortOrder={(descending ? "descending" : "ascending")}")).Expect(200)).Split(' ');
        ids.Length.ShouldBe(10);
        var ordered = ids.Order(StringComparer.Ordinal);
        ids.ShouldBe(descending ? ordered.Reverse() : ordered);
    }

    [Fact]
    public async Task text_is_compared_by_caseExact()
    {
        var (tenant, _) = await fixture.NewEnvironment();
        foreach (var (name, externalId) in new[] { ("B", "b"), ("a", "C"), ("c", "A") })
        {
            await tenant.NewUser($"\"displayName\":\"{name}\",\"externalId\":\"{externalId}\"");
        }

        Shown("displayName", (await tenant.Get("/Users?sortBy=displayName")).Expect(200)).ShouldBe("a B c");
        Shown("externalId", (await tenant.Get("/Users?sortBy=externalId")).Expect(200)).ShouldBe("A C b");
    }

    [Theory]
    [InlineData("displayName", "alpha Beta gamma")]
    [InlineData("displayName&sortOrder=descending", "gamma Beta alpha")]
    [InlineData("members.display", "gamma Beta alpha")]
    [InlineData("meta.lastModified", "Beta gamma alpha")]
    public async Task groups_come_in_the_order_asked_for(string sortBy, string expected)
    {
        var (tenant, _) = await fixture.NewEnvironment();
        foreach (var (name, member) in new[] { ("Beta", "z"), ("gamma", "y"), ("alpha", "") })
        {
            await tenant.Post("/Groups", member.Length == 0 ? new { displayName = name } : new { displayName = name, members = new[] { new { value = member } } });
        }

        Shown("displayName", (await tenant.Get($"/Groups?sortBy={sortBy}")).Expect(200)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("sortBy=gadget", "sort-attribute")]
    [InlineData("sortBy=name", "sort-attribute")]
    [InlineData("sortBy=password", "sort-attribute")]
    [InlineData("sortBy=emails%5Btype+eq+%22work%22%5D.value", "sort-attribute")]
    [InlineData("sortBy=urn:no:such:userName", "sort-attribute")]
    [InlineData("sortBy=userName&sortOrder=up", "sort-order")]
    [InlineData("sortBy=id&sortBy=id", "query-parameter")]
    public async Task an_order_that_cannot_be_is_refused(string query, string refusal) =>
        (await fixture.Scim.Get($"/Users?{query}")).ExpectScimError(400, refusal).ScimType.ShouldBe("invalidValue");

    private async Task<Caller> FourUsers()
    {
        var (tenant, _) = await fixture.NewEnvironment();
        await Create("a", """ "name":{"familyName":"m"},"externalId":"2","emails":[{"value":"z@x","type":"q"},{"value":"b@x","type":"b","primary":true}],"active":true,"title":"t" """);
        await Create("b", $$""" "name":{"familyName":"N"},"externalId":"1","emails":[{"value":"c@x","type":"c"},{"value":"a@x"}],"active":true,"title":"u","{{Enterprise}}":{"employeeNumber":"1"} """);
        await Create("C", $$""" "emails":[{"value":"A@x","type":"a"}],"active":true,"title":"R","{{Enterprise}}":{"employeeNumber":"2"} """);
        await Create("d", """ "name":{"familyName":"A"},"externalId":"3","active":false,"title":"s" """);
        return tenant;

        async Task Create(string userName, string members) =>
            (await tenant.Send("POST", "/Users", Caller.Json($$"""{"userName":"{{userName}}",{{members}}}"""))).Expect(201);
    }

    private static string Names(Reply page) => Shown("userName", page);

    private static string Shown(string attribute, Reply page) =>
        string.Join(' ', page.Get("Resources").EnumerateArray().Select(r => r.GetProperty(attribute).GetString()));
}
