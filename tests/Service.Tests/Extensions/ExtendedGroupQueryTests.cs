using Scim.Service.Tests.Hosting;
using static Scim.Service.Tests.Extensions.ExtendedEnvironment;

namespace Scim.Service.Tests.Extensions;

/// <summary>Groups are found and ordered by a tenant's data of an extension, alone and beside users.</summary>
[Collection(ServiceTests.Name)]
public sealed class ExtendedGroupQueryTests(ServiceFixture fixture)
{
    [Theory]
    [InlineData(":costCenter eq \"B\"", "b")]
    [InlineData(":costCenter pr", "a,b")]
    [InlineData(":badge gt 5", "b")]
    [InlineData(":since lt \"2026-01-01T01:00:00+01:00\"", "a")]
    [InlineData(":external eq true", "b")]
    [InlineData(":boss eq \"X\"", "b")]
    [InlineData(":desks[floor eq 2 and room eq \"r\"]", "b")]
    [InlineData(":notes eq \"n\" or displayName eq \"c\"", "a,c")]
    public async Task a_filter_finds_it(string filter, string found)
    {
        var scim = await WithThree();

        foreach (var path in (string[])["/Groups", "/"])
        {
            var list = (await scim.Get($"{path}?filter={Uri.EscapeDataString(GroupUrn + filter)}")).Expect(200).Json;
            list.GetProperty("Resources").EnumerateArray().Select(u => u.GetProperty("displayName").GetString()).ShouldBe(found.Split(','));
            list.GetProperty("totalResults").GetInt32().ShouldBe(found.Split(',').Length);
        }
    }

    [Theory]
    [InlineData("filter", ":nothing pr", "filter-attribute")]
    [InlineData("filter", ":secret eq \"s\"", "filter-attribute")]
    [InlineData("filter", ":external gt true", "filter-operator")]
    [InlineData("sortBy", ":secret", "sort-attribute")]
    public async Task what_the_schema_does_not_allow_is_refused(string parameter, string text, string refusal)
    {
        var scim = await ExtendedGroupsAt(fixture.Service, "");
        (await scim.Get($"/Groups?{parameter}={Uri.EscapeDataString(GroupUrn + text)}")).ExpectScimError(400, refusal);
    }

    [Theory]
    [InlineData("/Groups", ":costCenter", "ascending", "a,b,c")]
    [InlineData("/Groups", ":costCenter", "descending", "c,b,a")]
    [InlineData("/Groups", ":boss.value", "ascending", "b,a,c")]
    [InlineData("/Groups", ":desks.floor", "descending", "c,b,a")]
    [InlineData("/", ":badge", "ascending", "a,b,c")]
    [InlineData("/", ":badge", "descending", "c,b,a")]
    public async Task a_list_is_sorted_by_it(string path, string by, string order, string sorted)
    {
        var scim = await WithThree();
        var query = $"{path}?sortBy={GroupUrn}{by}&sortOrder={order}";

        Names((await scim.Get(query)).Expect(200)).ShouldBe(sorted.Split(','));

        var seen = new List<string?>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = (await scim.Get($"{query}&count=1&cursor={Uri.EscapeDataString(cursor)}")).Expect(200);
            seen.AddRange(Names(page));
            cursor = page.Json.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }

        seen.ShouldBe(sorted.Split(','));

        static IEnumerable<string?> Names(Reply page) => page.Json.GetProperty("Resources").EnumerateArray().Select(u => u.GetProperty("displayName").GetString());
    }

    private async Task<Caller> WithThree()
    {
        var scim = await ExtendedGroupsAt(fixture.Service, "/v2/acme");
        (await CreateGroup(
            scim,
            "\"costCenter\":\"a\",\"badge\":5,\"since\":\"2025-12-31T23:59:59Z\",\"external\":false,\"boss\":{\"value\":\"x\"},\"notes\":\"n\",\"desks\":[{\"floor\":1},{\"floor\":3,\"room\":\"r\"}]",
            "a")).Expect(201);
        (await CreateGroup(
            scim,
            "\"costCenter\":\"B\",\"badge\":10,\"since\":\"2026-01-01T00:00:00Z\",\"external\":true,\"boss\":{\"value\":\"X\"},\"desks\":[{\"floor\":9},{\"floor\":2,\"room\":\"r\",\"primary\":true}]",
            "b")).Expect(201);
        (await scim.Post("/Groups", new { displayName = "c" })).Expect(201);
        return scim;
    }
}
