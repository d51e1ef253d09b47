using System.Collections.Immutable;
using CsCheck;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Grains.Storage.Rows;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;
using Scim.Protocol.Sorting;
using Scim.Protocol.Values;
using Scim.Storage.Sql.Tests.Filters;

namespace Scim.Storage.Sql.Tests.Contract;

/// <summary>RFC 7644 §3.4.2.3 and RFC 9865 §2: the stores' order is the one in memory, and pages put together are the sorted list.</summary>
public abstract class SortContract : DirectoryStoreContract
{
    private static readonly string[] UserAttributes =
    [
        "userName", "id", "externalId", "displayName", "name.familyName", "name.givenName", "title", "profileUrl", "active", "emails", "emails.value", "emails.type",
        "emails.primary", "phoneNumbers.display", "x509Certificates", "meta.created", "meta.lastModified", "meta.version", "meta.resourceType", "meta.location",
        "groups", "groups.display", "groups.$ref", "schemas", "employeeNumber", "manager", "manager.displayName",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "urn:ietf:params:scim:schemas:core:2.0:User:nickName", "preferredLanguage",
    ];

    private static readonly string[] GroupAttributes =
        ["displayName", "id", "externalId", "members", "members.display", "members.type", "meta.created", "meta.lastModified", "meta.version", "meta.location", "schemas"];

    private static readonly Gen<(string? By, bool Descending, int Size)> UserPages = Pages(UserAttributes);

    private static readonly Gen<(string? By, bool Descending, int Size)> GroupPages = Pages(GroupAttributes);

    [Fact]
    public Task users_are_sorted_as_in_memory_and_pages_by_cursor_are_the_sorted_list() =>
        Gen.Select(FilterWorld.Users, FilterTexts.User(FilterWorld.Text).Null(0.5), UserPages.Array[8]).SampleAsync(
            async (seeds, text, pages) =>
            {
                var directory = await FilterWorld.Create(Store, seeds);
                var all = (await Store.QueryUsers(directory.Acme, new StoreQuery(null, 1, 1000), None)).Items;
                var filter = text is null ? null : FilterChecker.Check(FilterParser.Parse(text), SchemaCatalog.Core.User);
                var matches = all.Where(view => filter is null || FilterEvaluator.Matches(filter, FilterWorld.Seen(view))).ToArray();
                foreach (var (by, descending, size) in pages)
                {
                    var sort = by is null ? null : ResourceSort.Parse(by, descending, SchemaCatalog.Core.User);
                    await ShouldBeSorted(
                        [.. Sorted(matches, sort, FilterWorld.Seen).Select(v => v.User.Key.Id)], size, new StoreQuery(filter, 1, size) { Sort = sort },
                        async query =>
                        {
                            var page = await Store.QueryUsers(directory.Acme, query, None);
                            return (page.Total, [.. page.Items.Select(v => v.User.Key.Id)], page.Positions);
                        },
                        $"{text} by {by}, {(descending ? "descending" : "ascending")}, {size} a page");
                }
            },
            iter: 60,
            threads: 1);

    [Fact]
    public Task groups_are_sorted_as_in_memory_and_pages_by_cursor_are_the_sorted_list() =>
        Gen.Select(FilterWorld.Users, FilterTexts.Group(FilterWorld.Text).Null(0.5), GroupPages.Array[8], FilterWorld.Text.Null().Array[0, 6]).SampleAsync(
            async (seeds, text, pages, externalIds) =>
            {
                var directory = await FilterWorld.Create(Store, seeds);
                for (var i = 0; i < externalIds.Length; i++)
                {
                    var group = await directory.CreateGroup(directory.Acme, $"{(i % 2 == 0 ? "z" : "Z")}{i}");
                    await directory.Do(new ChangeGroup(group.Key, null, null, null, new NewText(externalIds[i]), MemberChange.None));
                }

                var all = (await Store.QueryGroups(directory.Acme, new StoreQuery(null, 1, 1000, WithMembers: true), None)).Items;
                var filter = text is null ? null : FilterChecker.Check(FilterParser.Parse(text), SchemaCatalog.Core.Group);
                var matches = all.Where(group => filter is null || FilterEvaluator.Matches(filter, FilterWorld.Seen(group))).ToArray();
                foreach (var (by, descending, size) in pages)
                {
                    var sort = by is null ? null : ResourceSort.Parse(by, descending, SchemaCatalog.Core.Group);
                    await ShouldBeSorted(
                        [.. Sorted(matches, sort, FilterWorld.Seen).Select(g => g.Group.Key.RoleId)], size, new StoreQuery(filter, 1, size) { Sort = sort },
                        async query =>
                        {
                            var page = await Store.QueryGroups(directory.Acme, query, None);
                            return (page.Total, [.. page.Items.Select(g => g.Group.Key.RoleId)], page.Positions);
                        },
                        $"{text} by {by}, {(descending ? "descending" : "ascending")}, {size} a page");
                }
            },
            iter: 60,
            threads: 1);

    [Fact]
    public async Task a_page_begins_behind_a_position_whose_resource_has_gone()
    {
        var users = new List<UserRow>();
        for (var i = 0; i < 6; i++)
        {
            users.Add(await Directory.CreateUser($"u{i}"));
        }

        var sort = ResourceSort.Parse("userName", false, SchemaCatalog.Core.User);
        var first = await Store.QueryUsers(Directory.Acme, new StoreQuery(null, 1, 3) { Sort = sort, WithPositions = true }, None);
        await Directory.Do(new DeleteUser(users[2].Key, null));
        await Directory.CreateUser("u15");

        var next = await Store.QueryUsers(Directory.Acme, new StoreQuery(null, 1, 3) { Sort = sort, From = first.Positions[2], WithPositions = true }, None);

        next.Items.Select(v => v.User.UserName).ShouldBe(["u3", "u4", "u5"]);
        next.Total.ShouldBe(6);
    }

    [Fact]
    public async Task long_texts_that_begin_alike_are_in_order_of_creation()
    {
        var start = new string('é', SortKey.MaxCodePoints);
        await CreateTitled("a", start + "b");
        await CreateTitled("b", start + "a");
        await CreateTitled("c", start[1..] + "a");

        var page = await Store.QueryUsers(
            Directory.Acme, new StoreQuery(null, 1, 10) { Sort = ResourceSort.Parse("title", false, SchemaCatalog.Core.User), WithPositions = true }, None);

        page.Items.Select(v => v.User.UserName).ShouldBe(["c", "a", "b"]);
        page.Positions.Max(p => p.Key!.Text!.Length).ShouldBe(SortKey.MaxCodePoints);
    }

    [Fact]
    public async Task the_secret_of_cursors_outlives_a_restart()
    {
        var secret = await Store.LoadCursorSecret(None);
        secret.Length.ShouldBe(32);
        secret.Distinct().Count().ShouldBeGreaterThan(8);

        await Restart();

        (await Store.LoadCursorSecret(None)).ShouldBe(secret);
    }

    private async Task CreateTitled(string userName, string title)
    {
        var content = TestDirectory.Content(userName);
        await Directory.Do(new CreateUser(
            Directory.NewUserKey(), content with { Profile = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new { userName, title }) }, false));
    }

    private static async Task ShouldBeSorted(
        Guid[] expected, int size, StoreQuery query, Func<StoreQuery, Task<(int Total, Guid[] Ids, ImmutableArray<StorePosition> Positions)>> ask, string what)
    {
        // By index, from the first page to one behind the end.
        for (var start = 1; start <= expected.Length + 1; start += size)
        {
            var page = await ask(query with { StartIndex = start, WithPositions = query.Sort is null && start % 2 == 0 });
            page.Total.ShouldBe(expected.Length, what);
            page.Ids.ShouldBe(expected.Skip(start - 1).Take(size), $"{what}, from {start}");
        }

        // By position, forward to the end.
        var walked = new List<Guid>();
        var positions = new List<StorePosition>();
        StorePosition? from = null;
        while (true)
        {
            var page = await ask(query with { From = from, WithPositions = true });
            page.Total.ShouldBe(expected.Length, what);
            page.Positions.Length.ShouldBe(page.Ids.Length, what);
            if (page.Ids.Length == 0)
            {
                break;
            }

            walked.AddRange(page.Ids);
            positions.AddRange(page.Positions);
            from = page.Positions[^1];
        }

        walked.ToArray().ShouldBe(expected, what);

        // And back from any place.
        for (var place = 0; place < positions.Count; place++)
        {
            var page = await ask(query with { From = positions[place], Backward = true, WithPositions = true });
            page.Ids.ShouldBe(expected[Math.Max(0, place - size)..place], $"{what}, back from {place}");
        }
    }

    private static IEnumerable<T> Sorted<T>(T[] items, ResourceSort? sort, Func<T, ScimObject> seen)
    {
        if (sort is null)
        {
            return items;
        }

        // A descending list is the ascending one from its end.
        var ascending = items.Order(Comparer<T>.Create((l, r) => ResourceOrder.Compare(sort with { Descending = false }, seen(l), seen(r))));
        return sort.Descending ? ascending.Reverse() : ascending;
    }

    private static Gen<(string? By, bool Descending, int Size)> Pages(string[] attributes) =>
        Gen.Select(Gen.Frequency((1, Gen.Const((string?)null)), (9, Gen.OneOf(attributes).Select(a => (string?)a))), Gen.Bool, Gen.Int[1, 5]);
}
