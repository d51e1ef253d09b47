using System.Text.RegularExpressions;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Protocol;

/// <summary>Point 17, cursors: RFC 9865.</summary>
[Collection(ServiceTests.Name)]
public sealed partial class P17_CursorTests(ServiceFixture fixture)
{
    [Theory]
    [InlineData("/Users", "")]
    [InlineData("/Users", "&sortBy=userName&sortOrder=descending")]
    [InlineData("/Users", "&filter=userName+co+%22%40%22&sortBy=title")]
    [InlineData("/Groups", "")]
    [InlineData("/Groups", "&sortBy=displayName")]
    [InlineData("/", "")]
    [InlineData("/", "&sortBy=displayName")]
    [InlineData("/", "&sortBy=meta.lastModified&sortOrder=descending")]
    public async Task pages_by_cursor_put_together_are_the_list(string path, string query)
    {
        var tenant = await SevenOfEach();
        var list = Ids((await tenant.Get($"{path}?count=1000{query}")).Expect(200));
        list.Length.ShouldBe(path == "/" ? 14 : 7);

        var (walked, pages) = (new List<string>(), new List<Reply>());
        for (var cursor = ""; cursor is not null;)
        {
            var page = (await tenant.Get($"{path}?cursor={cursor}&count=3{query}")).Expect(200);
            pages.Add(page);
            walked.AddRange(Ids(page));
            page.Get("totalResults").GetInt32().ShouldBe(list.Length);
            page.Get("itemsPerPage").GetInt32().ShouldBe(Ids(page).Length);
            page.Json.TryGetProperty("startIndex", out _).ShouldBeFalse();
            cursor = Cursor(page, "nextCursor");
            if (cursor is not null)
            {
                Unreserved().IsMatch(cursor).ShouldBeTrue(cursor);
                Ids(page).Length.ShouldBe(3);
            }
        }

        walked.ToArray().ShouldBe(list);
        Cursor(pages[0], "previousCursor").ShouldBeNull();

        // And back: the same pages, and the first has none before it.
        for (var at = pages.Count - 1; at > 0; at--)
        {
            var before = (await tenant.Get($"{path}?cursor={Cursor(pages[at], "previousCursor")}&count=3{query}")).Expect(200);
            Ids(before).ShouldBe(Ids(pages[at - 1]));
            (Cursor(before, "previousCursor") is null).ShouldBe(at == 1);
            var again = (await tenant.Get($"{path}?cursor={Cursor(before, "nextCursor")}&count=3{query}")).Expect(200);
            Ids(again).ShouldBe(Ids(pages[at]));
        }
    }

    [Theory]
    [InlineData("?cursor")]
    [InlineData("?cursor=")]
    [InlineData("?count=100&CURSOR=")]
    public async Task a_list_of_one_page_has_no_cursor(string query)
    {
        var (tenant, _) = await fixture.NewEnvironment();
        await tenant.NewUser();
        var page = (await tenant.Get($"/Users{query}")).Expect(200);
        page.Json.EnumerateObject().Select(m => m.Name).ShouldBe(["schemas", "totalResults", "itemsPerPage", "Resources"]);
        page.Get("totalResults").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task an_index_is_the_default_and_has_no_cursors()
    {
        var tenant = await SevenOfEach();
        var page = (await tenant.Get("/Users?count=3")).Expect(200);
        page.Get("startIndex").GetInt32().ShouldBe(1);
        page.Json.TryGetProperty("nextCursor", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task a_count_of_zero_asks_for_the_total_alone()
    {
        var tenant = await SevenOfEach();
        var page = (await tenant.Get("/Users?cursor&count=0")).Expect(200);
        page.Get("totalResults").GetInt32().ShouldBe(7);
        page.Get("Resources").GetArrayLength().ShouldBe(0);
        page.Json.TryGetProperty("nextCursor", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task changes_between_pages_neither_repeat_nor_lose_what_did_not_change()
    {
        var tenant = await SevenOfEach();
        var list = Ids((await tenant.Get("/Users?sortBy=userName")).Expect(200));
        var first = (await tenant.Get("/Users?cursor&count=3&sortBy=userName")).Expect(200);
        (await tenant.Delete($"/Users/{list[0]}")).Expect(204);
        (await tenant.Delete($"/Users/{list[2]}")).Expect(204);
        (await tenant.Delete($"/Users/{list[4]}")).Expect(204);
        (await tenant.Post("/Users", new { userName = "0@first" })).Expect(201);

        var next = (await tenant.Get($"/Users?cursor={Cursor(first, "nextCursor")}&count=3&sortBy=userName")).Expect(200);

        Ids(next).ShouldBe([list[3], list[5], list[6]]);
    }

    [Fact]
    public async Task a_cursor_is_good_for_its_query_alone()
    {
        var tenant = await SevenOfEach();
        const string Query = "&count=2&sortBy=userName&filter=id+pr";
        var cursor = Cursor((await tenant.Get($"/Users?cursor{Query}")).Expect(200), "nextCursor");
        (await tenant.Get($"/Users?cursor={cursor}{Query}")).Expect(200);

        foreach (var other in (string[])
        [
            $"/Users?cursor={cursor}&count=2&sortBy=userName", $"/Users?cursor={cursor}&count=2&sortBy=userName&filter=userName+pr",
            $"/Users?cursor={cursor}&count=2&filter=id+pr", $"/Users?cursor={cursor}{Query}&sortOrder=descending", $"/Users?cursor={cursor}&count=2&sortBy=id&filter=id+pr",
            $"/?cursor={cursor}{Query}",
        ])
        {
            (await tenant.Get(other)).ExpectScimError(400, "cursor-invalid").ScimType.ShouldBe("invalidCursor");
        }

        (await tenant.Get($"/Users?cursor={cursor}&count=3&sortBy=userName&filter=id+pr")).ExpectScimError(400, "count-invalid").ScimType.ShouldBe("invalidCount");
    }

    [Fact]
    public async Task a_cursor_of_another_tenant_or_environment_is_as_wrong_as_a_made_up_one()
    {
        var (mine, theirs) = (await SevenOfEach(), await SevenOfEach());
        var cursor = Cursor((await mine.Get("/Users?cursor&count=2")).Expect(200), "nextCursor")!;
        var acme = await fixture.CreateTenant();
        var own = Cursor((await fixture.Scim.Get("/Users?cursor&count=1")).Expect(200), "nextCursor");

        string[] answers =
        [
            Text(await theirs.Get($"/Users?cursor={cursor}&count=2")),
            Text(await acme.Get($"/Users?cursor={own}&count=1")),
            Text(await mine.Get("/Users?cursor=AAAA&count=2")),
            Text(await mine.Get($"/Users?cursor={cursor[..^2]}&count=2")),
            Text(await mine.Get($"/Users?cursor={(cursor[0] == 'A' ? 'B' : 'A')}{cursor[1..]}&count=2")),
            Text(await mine.Get("/Users?cursor=..%2F%22%00&count=2")),
        ];

        answers.Distinct().ShouldHaveSingleItem();
        (await theirs.With(mine.Token).Get($"/Users?cursor={cursor}&count=2")).ExpectScimError(403);
        (await mine.With(null).Get($"/Users?cursor={cursor}&count=2")).ExpectScimError(401);

        static string Text(Reply reply) => reply.ExpectScimError(400, "cursor-invalid").Text;
    }

    [Fact]
    public async Task a_cursor_tells_nothing_of_what_it_holds()
    {
        var (tenant, _) = await fixture.NewEnvironment();
        foreach (var name in (string[])["a-very-telling-name", "b"])
        {
            (await tenant.Post("/Users", new { userName = name })).Expect(201);
        }

        var cursor = Cursor((await tenant.Get("/Users?cursor&count=1&sortBy=userName")).Expect(200), "nextCursor")!;

        System.Text.Encoding.Latin1.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(cursor)).ShouldNotContain("telling");
    }

    [Theory]
    [InlineData("cursor&startIndex=2", "query-parameter", "invalidValue")]
    [InlineData("cursor&cursor", "query-parameter", "invalidValue")]
    [InlineData("cursor&count=many", "count-invalid", "invalidCount")]
    public async Task paging_that_cannot_be_meant_is_refused(string query, string refusal, string type) =>
        (await fixture.Scim.Get($"/Users?{query}")).ExpectScimError(400, refusal).ScimType.ShouldBe(type);

    [Fact]
    public async Task the_service_tells_that_it_has_cursors_and_for_how_long()
    {
        var pagination = (await fixture.Scim.Get("/ServiceProviderConfig")).Expect(200).Get("pagination");
        pagination.ShouldBeJson("""{"cursor":true,"index":true,"defaultPaginationMethod":"index","defaultPageSize":100,"maxPageSize":1000,"cursorTimeout":3600}""");
    }

    private async Task<Caller> SevenOfEach()
    {
        var (tenant, _) = await fixture.NewEnvironment();
        for (var i = 0; i < 7; i++)
        {
            var title = i % 3 == 0 ? "" : $",\"title\":\"{i % 2}\",\"displayName\":\"{(char)('n' - i)}\"";
            (await tenant.Send("POST", "/Users", Caller.Json($"{{\"userName\":\"{(i * 5) % 7}@x\"{title}}}"))).Expect(201);
            (await tenant.Post("/Groups", new { displayName = $"{(char)('k' + ((i * 3) % 7))}" })).Expect(201);
        }

        return tenant;
    }

    private static string[] Ids(Reply page) => [.. page.Get("Resources").EnumerateArray().Select(r => r.GetProperty("id").GetString()!)];

    private static string? Cursor(Reply page, string name) => page.Json.TryGetProperty(name, out var cursor) ? cursor.GetString() : null;

    /// <summary>RFC 3986 §2.3.</summary>
    [GeneratedRegex("^[A-Za-z0-9._~-]+$")]
    private static partial Regex Unreserved();
}
