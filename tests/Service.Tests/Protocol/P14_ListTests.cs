using System.Text.Json;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Protocol;

/// <summary>Point 14: ListResponse and index paging.</summary>
[Collection(ServiceTests.Name)]
public sealed class P14_ListTests(ServiceFixture fixture)
{
    [Theory]
    [InlineData("", 1, 7)]
    [InlineData("startIndex=0", 1, 7)]
    [InlineData("startIndex=-5&count=2", 1, 2)]
    [InlineData("startIndex=3&count=2", 3, 2)]
    [InlineData("startIndex=7&count=2", 7, 1)]
    [InlineData("startIndex=8", 8, 0)]
    [InlineData("startIndex=90000", 90000, 0)]
    [InlineData("count=0", 1, 0)]
    [InlineData("count=-1", 1, 0)]
    [InlineData("count=1000", 1, 7)]
    [InlineData("count=1001", 1, 7)]
    [InlineData("count=99999999999999999999", 1, 7)]
    [InlineData("COUNT=2&StartIndex=2", 2, 2)]
    [InlineData("count=&startIndex=", 1, 7)]
    public async Task a_page_is_what_was_asked_for_after_clamping(string query, int startIndex, int length)
    {
        var groups = await SevenGroups();
        var page = (await groups.Get($"/Groups?{query}")).Expect(200);
        page.Get("schemas").ShouldBeJson("""["urn:ietf:params:scim:api:messages:2.0:ListResponse"]""");
        page.Get("totalResults").GetInt32().ShouldBe(7);
        page.Get("startIndex").GetInt32().ShouldBe(startIndex);
        page.Get("itemsPerPage").GetInt32().ShouldBe(length);
        page.Get("Resources").GetArrayLength().ShouldBe(length);
    }

    [Fact]
    public async Task a_page_has_a_hundred_resources_unless_told_and_never_more_than_a_thousand()
    {
        var (users, _) = await fixture.NewEnvironment();
        await Parallel.ForEachAsync(Enumerable.Range(0, 1001), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, _) => await users.NewUser());

        await Has("", 100);
        await Has("?count=1000", 1000);
        await Has("?count=1001", 1000);
        await Has("?count=1001&startIndex=1001", 1);

        async Task Has(string query, int length)
        {
            var page = (await users.Get($"/Users{query}")).Expect(200);
            page.Get("totalResults").GetInt32().ShouldBe(1001);
            page.Get("itemsPerPage").GetInt32().ShouldBe(length);
            page.Get("Resources").GetArrayLength().ShouldBe(length);
        }
    }

    [Fact]
    public async Task pages_follow_each_other_without_a_gap_or_a_repetition()
    {
        var groups = await SevenGroups();
        var whole = (await groups.Get("/Groups")).Expect(200).Get("Resources").EnumerateArray().Select(Id).ToList();
        var paged = new List<string>();
        for (var start = 1; start <= 7; start += 3)
        {
            paged.AddRange((await groups.Get($"/Groups?startIndex={start}&count=3")).Expect(200).Get("Resources").EnumerateArray().Select(Id));
        }

        paged.ShouldBe(whole);
        paged.Distinct().Count().ShouldBe(7);

        static string Id(JsonElement resource) => resource.GetProperty("id").GetString()!;
    }

    [Fact]
    public async Task no_hit_is_an_empty_list_and_not_an_error()
    {
        var page = (await fixture.Scim.Get($"/Users?filter=userName+eq+%22{ServiceFixture.Fresh("nobody")}%22&startIndex=1&count=100")).Expect(200);
        page.Get("totalResults").GetInt32().ShouldBe(0);
        page.Get("itemsPerPage").GetInt32().ShouldBe(0);
        page.Get("Resources").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("startIndex=one")]
    [InlineData("count=1.5")]
    [InlineData("count=1&count=2")]
    [InlineData("filter=id+pr&filter=id+pr")]
    public async Task a_parameter_that_cannot_be_meant_is_refused(string query) =>
        (await fixture.Scim.Get($"/Users?{query}")).ExpectScimError(400, "query-parameter").ScimType.ShouldBe("invalidValue");

    [Fact]
    public async Task listed_resources_are_those_that_a_read_gives()
    {
        var user = await fixture.Scim.NewUser("\"externalId\":\"x\",\"emails\":[{\"value\":\"a@x\"}]");
        (await fixture.Scim.Get($"/Users?filter=id+eq+%22{user.Id}%22")).Expect(200).Get("Resources")[0].ShouldBeJson(user.Text);
        var group = await fixture.Scim.NewGroup(user.Id);
        (await fixture.Scim.Get($"/Groups?filter=id+eq+%22{group.Id}%22")).Expect(200).Get("Resources")[0].ShouldBeJson(group.Text);
    }

    /// <summary>In an environment of its own, since a role that an administrator defines is a group of every tenant.</summary>
    private async Task<Caller> SevenGroups()
    {
        var (tenant, _) = await fixture.NewEnvironment();
        for (var i = 0; i < 7; i++)
        {
            await tenant.NewGroup();
        }

        return tenant;
    }
}
