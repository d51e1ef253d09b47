using System.Globalization;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;
using Scim.Protocol.Sorting;
using SortKey = Scim.Protocol.Sorting.SortKey;

namespace Scim.Storage.Sql.Tests.Contract;

/// <summary>
/// protocol.md, points 14, 16 and 17: the filters that clients send, the orders that an index holds, pages and totals are answered from an index. Asked are the databases, of the statements
/// that the store has run: by which index they read, and what that cost beside a list that does read all.
/// </summary>
public abstract class ListPlanContract : IAsyncLifetime
{
    protected const int Users = 20_000;
    protected const int Groups = 2000;

    /// <summary>When the user with the number 0 would have been modified; each is a second later than the one before.</summary>
    protected const long FirstTicks = 639_000_000_000_000_000;

    protected static readonly TenantKey Tenant = new(new EnvironmentKey(IdOf(1)), "acme");

    private const int PageSize = 100;

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    [Fact]
    public async Task a_filter_of_users_that_clients_send_starts_from_an_index()
    {
        await FilterOfUsers("userName eq \"User-77\"", 1, "users_by_name");
        await FilterOfUsers("userName sw \"User-777\"", 11, "users_by_name");
        await FilterOfUsers($"id eq \"{IdOf(77)}\"", 1, "users_by_id");
        await FilterOfUsers("externalId eq \"ext-77\"", 1, "links_by_external_id");
        await FilterOfUsers("externalId eq \"ext-77\" or userName eq \"user-78\"", 2, "links_by_external_id", "users_by_name");
        await FilterOfUsers("emails[type eq \"work\"].value eq \"user-77@example.com\"", 1, "user_emails_pkey");
        await FilterOfUsers("emails[type eq \"work\" and value eq \"user-77@example.com\"]", 1, "user_emails_pkey");
        await FilterOfUsers("emails.value eq \"user-77@example.com\" and active eq true", 1, "user_emails_pkey");
        await FilterOfUsers($"groups.value eq \"{IdOf(20)}\"", 20, "assignments_pkey");
        await FilterOfUsers("active eq false", Users / 50, "users_by_modified");
        await FilterOfUsers($"active eq true and ({Modified(1000, 1099)})", 98, "users_by_modified", "links_by_modified");
        await FilterOfUsers(Modified(1000, 1099), 100, "users_by_modified", "links_by_modified");
        await FilterOfUsers($"meta.lastModified gt \"{Time(Users - 100)}\"", 100, "users_by_modified", "links_by_modified");
        await FilterOfUsers($"title sw \"e\" and (userName eq \"user-77\" or id eq \"{IdOf(78)}\")", 2, "users_by_name", "users_by_id");
    }

    [Fact]
    public async Task a_filter_of_groups_that_clients_send_starts_from_an_index()
    {
        await FilterOfGroups("displayName eq \"g77\"", 1, "groups_by_name");
        await FilterOfGroups("externalId eq \"ext-77\"", 1, "groups_by_external_id");
        await FilterOfGroups($"id eq \"{IdOf(77)}\"", 1, "groups_pkey");
        await FilterOfGroups($"members.value eq \"{IdOf(120)}\"", 1, "assignments_by_user");
        await FilterOfGroups($"members[value eq \"{IdOf(120)}\"]", 1, "assignments_by_user");
        await FilterOfGroups($"id eq \"{IdOf(13)}\" and members eq \"{IdOf(120)}\"", 1, "groups_pkey");
        await FilterOfGroups(Modified(1000, 1099), 100, "groups_by_modified");
    }

    [Fact]
    public async Task a_page_of_users_is_read_from_the_index_that_holds_its_order()
    {
        var (whole, _) = await Run(UsersBy("title sw \"x\""));
        foreach (var (by, key, index) in ((string?, SortKey?, string)[])
        [
            (null, null, "users_by_number"), ("userName", SortKey.Of("user-2"), "users_by_name"), ("id", SortKey.Of(IdOf(Users / 2).ToString()), "users_by_id"),
        ])
        {
            foreach (var query in Pages(by, key, Users, SchemaCatalog.Core.User))
            {
                // Away from both ends the index is counted off, and nothing but the index. In the list's own order not even that: the counts of blocks lead there.
                var most = query.StartIndex == Users / 2 && by is not null ? 0.6 : 0.1;
                await ShouldRead(store => List(store, query, ofGroups: false), Users, whole * most, [index], $"by {by}, {query}");
            }
        }
    }

    [Fact]
    public async Task a_page_of_groups_is_read_from_the_index_that_holds_its_order()
    {
        var (whole, _) = await Run(GroupsBy("displayName sw \"x\""));
        foreach (var (by, key, index) in ((string?, SortKey?, string)[])
        [
            (null, null, "groups_by_number"), ("displayName", SortKey.Of("g2"), "groups_by_name"), ("id", SortKey.Of(IdOf(Groups / 2).ToString()), "groups_pkey"),
            ("meta.lastModified", SortKey.Of(FirstTicks + (Groups / 2 * TimeSpan.TicksPerSecond)), "groups_by_modified"),
        ])
        {
            foreach (var query in Pages(by, key, Groups, SchemaCatalog.Core.Group))
            {
                await ShouldRead(store => List(store, query, ofGroups: true), Groups, whole * 3, [index], $"by {by}, {query}");
            }
        }
    }

    [Fact]
    public async Task a_total_reads_no_user_that_is_not_counted()
    {
        var (whole, _) = await Run(UsersBy("title sw \"x\""));
        await ShouldRead(store => List(store, new StoreQuery(null, 1, 0), ofGroups: false), Users, whole * 0.1, ["user_blocks_pkey"], "all users");
        await ShouldRead(store => List(store, new StoreQuery(Check("active eq false", ofGroups: false), 1, 0), ofGroups: false), Users / 50, whole * 0.2, ["users_by_modified"], "inactive");
        await ShouldRead(store => List(store, new StoreQuery(null, 1, 0), ofGroups: true), Groups, whole * 0.2, [], "all groups");
    }

    [Fact]
    public async Task a_filter_that_matches_nearly_all_reads_the_page_and_counts_in_an_index()
    {
        var (whole, _) = await Run(UsersBy("title sw \"x\""));
        const int Active = Users - (Users / 50);
        foreach (var (by, index) in ((string?, string)[])[(null, "users_by_number"), ("userName", "users_by_name"), ("id", "users_by_id")])
        {
            var query = new StoreQuery(Check("active eq true", ofGroups: false), 1, PageSize) { Sort = by is null ? null : Sort(by, false, SchemaCatalog.Core.User) };
            foreach (var page in (StoreQuery[])[query, query with { WithPositions = true }])
            {
                await ShouldRead(store => List(store, page, ofGroups: false), Active, CountedIn(whole), [index, "users_by_modified"], $"by {by}, {page}");
            }
        }
    }

    [Fact]
    public async Task matches_that_an_index_counts_come_in_the_order_of_the_list_wherever_they_are_found()
    {
        foreach (var (filter, matches) in ((string, Func<int, bool>)[])
        [
            ("userName co \"777\"", n => Digits(n).Contains("777", StringComparison.Ordinal)),
            ("userName co \"user\"", _ => true),
            ("not (userName co \"7\")", n => !Digits(n).Contains('7', StringComparison.Ordinal)),
            ("active ne false", n => n % 50 != 0),
        ])
        {
            var expected = Enumerable.Range(1, Users).Where(matches).Select(IdOf).ToArray();
            foreach (var start in (int[])[1, expected.Length / 2, expected.Length - 5, expected.Length + 1])
            {
                Guid[] found = [];
                await Statements(async store =>
                {
                    var page = await store.QueryUsers(Tenant, new StoreQuery(Check(filter, ofGroups: false), start, 10), CancellationToken.None);
                    page.Total.ShouldBe(expected.Length, filter);
                    found = [.. page.Items.Select(view => view.User.Key.Id)];
                });
                found.ShouldBe(expected.Skip(start - 1).Take(10), $"{filter} from {start}");
            }
        }
    }

    [Fact]
    public async Task what_no_index_holds_is_seen_to_read_all()
    {
        var (one, _) = await Run(UsersBy("userName eq \"user-77\""));
        var (all, _) = await Run(UsersBy("userName co \"user-77\""));
        var (sorted, _) = await Run(store => List(store, new StoreQuery(null, 1, PageSize) { Sort = Sort("title", false, SchemaCatalog.Core.User) }, ofGroups: false));

        all.ShouldBeGreaterThan(one * 100);
        sorted.ShouldBeGreaterThan(one * 100);
    }

    /// <summary>What it may cost to count every user in an index and to read a page, where <paramref name="whole"/> is what it costs to read every user.</summary>
    protected abstract double CountedIn(long whole);

    /// <summary>Lists, and gives back every statement that the store has run for it.</summary>
    protected abstract Task<IReadOnlyList<RunStatement>> Statements(Func<IDirectoryStore, Task> list);

    /// <summary>The id of the user or group with that number.</summary>
    protected static Guid IdOf(int number) => Guid.ParseExact(number.ToString("x32", CultureInfo.InvariantCulture), "N");

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<StoreQuery> Pages(string? by, SortKey? key, int total, ResourceType type)
    {
        foreach (var descending in by is null ? (bool[])[false] : [false, true])
        {
            var sort = by is null ? null : Sort(by, descending, type);
            foreach (var start in (int[])[1, total / 2, total - PageSize + 1])
            {
                yield return new StoreQuery(null, start, PageSize) { Sort = sort };
            }

            var first = new StoreQuery(null, 1, PageSize) { Sort = sort, WithPositions = true };
            var behind = first with { From = new StorePosition(key, total / 2) };
            yield return first;
            yield return behind;
            yield return behind with { Backward = true };
        }
    }

    private static ResourceSort? Sort(string by, bool descending, ResourceType type) => ResourceSort.Parse(by, descending, type);

    private static CheckedFilter Check(string filter, bool ofGroups) =>
        FilterChecker.Check(FilterParser.Parse(filter), ofGroups ? SchemaCatalog.Core.Group : SchemaCatalog.Core.User);

    private static string Time(int number) => new DateTimeOffset(FirstTicks, TimeSpan.Zero).AddSeconds(number).ToString("O", CultureInfo.InvariantCulture);

    private static string Modified(int from, int to) => $"meta.lastModified ge \"{Time(from)}\" and meta.lastModified le \"{Time(to)}\"";

    private static Func<IDirectoryStore, Task<int>> UsersBy(string filter) => store => List(store, new StoreQuery(Check(filter, ofGroups: false), 1, PageSize), ofGroups: false);

    private static Func<IDirectoryStore, Task<int>> GroupsBy(string filter) => store => List(store, new StoreQuery(Check(filter, ofGroups: true), 1, PageSize), ofGroups: true);

    private static async Task<int> List(IDirectoryStore store, StoreQuery query, bool ofGroups) => ofGroups
        ? (await store.QueryGroups(Tenant, query, CancellationToken.None)).Total
        : (await store.QueryUsers(Tenant, query, CancellationToken.None)).Total;

    private async Task FilterOfUsers(string filter, int matches, params string[] indexes)
    {
        var (whole, _) = await Run(UsersBy("title sw \"x\""));
        await ShouldRead(UsersBy(filter), matches, whole * 0.2, indexes, filter);
    }

    private async Task FilterOfGroups(string filter, int matches, params string[] indexes)
    {
        var (whole, _) = await Run(GroupsBy("displayName sw \"x\""));
        await ShouldRead(GroupsBy(filter), matches, whole * 0.4, indexes, filter);
    }

    private async Task ShouldRead(Func<IDirectoryStore, Task<int>> list, int matches, double most, string[] indexes, string what)
    {
        var total = 0;
        var statements = await Statements(async store => total = await list(store));
        var plans = $"{what}\n{string.Join("\n\n", statements.Select(s => s.Plan))}";
        total.ShouldBe(matches, what);
        statements.SelectMany(s => s.Scanned).ShouldBeEmpty(plans);
        foreach (var index in indexes)
        {
            statements.SelectMany(s => s.Indexes).ShouldContain(index, plans);
        }

        statements.Sum(s => s.Cost).ShouldBeLessThan((long)most, plans);
    }

    private async Task<(long Cost, int Total)> Run(Func<IDirectoryStore, Task<int>> list)
    {
        var total = 0;
        var statements = await Statements(async store => total = await list(store));
        return (statements.Sum(s => s.Cost), total);
    }
}
