using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Grains.Storage.Rows;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;
using Scim.Storage.Sql.Tests.Filters;

namespace Scim.Storage.Sql.Tests.Contract;

public abstract class FilterContract : DirectoryStoreContract
{
    [Fact]
    public Task a_filter_of_users_finds_what_the_evaluator_finds() =>
        Gen.Select(FilterWorld.Users, FilterTexts.User(FilterWorld.Text).Array[25]).SampleAsync(
            async (seeds, filters) =>
            {
                var directory = await FilterWorld.Create(Store, seeds);
                var all = await Store.QueryUsers(directory.Acme, new StoreQuery(null, 1, 1000), None);
                foreach (var text in filters.Concat(Aimed(all.Items)))
                {
                    var filter = FilterChecker.Check(FilterParser.Parse(text), SchemaCatalog.Core.User);
                    var expected = all.Items.Where(view => FilterEvaluator.Matches(filter, FilterWorld.Seen(view))).Select(v => v.User.Key).ToArray();
                    var page = await Store.QueryUsers(directory.Acme, new StoreQuery(filter, 1, 1000), None);
                    page.Items.Select(v => v.User.Key).ShouldBe(expected, text);
                    page.Total.ShouldBe(expected.Length, text);
                }
            },
            iter: 60,
            threads: 1);

    [Fact]
    public Task a_filter_of_groups_finds_what_the_evaluator_finds() =>
        Gen.Select(FilterWorld.Users, FilterTexts.Group(FilterWorld.Text).Array[25]).SampleAsync(
            async (seeds, filters) =>
            {
                var directory = await FilterWorld.Create(Store, seeds);
                var all = await Store.QueryGroups(directory.Acme, new StoreQuery(null, 1, 1000, WithMembers: true), None);
                var member = (await Store.QueryUsers(directory.Acme, new StoreQuery(null, 1, 1), None)).Items[0].User.Key.Id;
                string[] aimed =
                [
                    $"members.value eq \"{member}\"", $"members eq \"{member}\"", $"members[value eq \"{member}\"]", "displayName eq \"aB É\"",
                    $"id eq \"{all.Items[0].Group.Key.RoleId}\" and members eq \"{member}\"", $"not (id eq \"{all.Items[0].Group.Key.RoleId}\")",
                    "members.display sw \"ü\"", $"members.value ne \"{member}\"",
                ];
                foreach (var text in filters.Concat(aimed))
                {
                    var filter = FilterChecker.Check(FilterParser.Parse(text), SchemaCatalog.Core.Group);
                    var expected = all.Items.Where(group => FilterEvaluator.Matches(filter, FilterWorld.Seen(group))).Select(g => g.Group.Key).ToArray();
                    var page = await Store.QueryGroups(directory.Acme, new StoreQuery(filter, 1, 1000), None);
                    page.Items.Select(g => g.Group.Key).ShouldBe(expected, text);
                }
            },
            iter: 60,
            threads: 1);

    [Fact]
    public async Task a_filtered_page_is_a_part_of_the_whole_result()
    {
        for (var i = 0; i < 25; i++)
        {
            await Directory.CreateUser($"u{i}");
        }

        var page = await Query("userName sw \"U1\"", 3, 4);

        page.Total.ShouldBe(11);
        page.Items.Select(v => v.User.UserName).ShouldBe(["u11", "u12", "u13", "u14"]);
        (await Query("userName sw \"u1\"", 1, 0)).ShouldSatisfyAllConditions(p => p.Total.ShouldBe(11), p => p.Items.ShouldBeEmpty());
    }

    [Fact]
    public async Task a_userName_is_compared_to_its_last_character_however_long_it_is()
    {
        // Around what an index holds of a name, in characters and in bytes; and the code points behind which there is no next one.
        var start = new string('n', 128);
        string[] names =
        [
            start[..127], start, $"{start}a", $"{start}ab", $"{start}b", $"{start[..127]}\\{start}", $"\\x41{start}", new('é', 150), new('é', 120), string.Concat(Enumerable.Repeat("😀", 128)),
            string.Concat(Enumerable.Repeat("😀", 127)) + "é\ue000", "\ud7ff", "\ud7ffa", "\ue000", "\U0010ffff", "\U0010ffff\U0010ffffz", "a\U0010ffff", "b",
        ];
        foreach (var name in names)
        {
            await Directory.CreateUser(name);
        }

        var all = (await Store.QueryUsers(Directory.Acme, new StoreQuery(null, 1, 100), None)).Items;
        var parts = names.SelectMany(name => (int[])[1, 2, 127, 128, 129, int.MaxValue], (name, length) => string.Concat(name.EnumerateRunes().Take(length))).Concat(["nna", "aé", "0"]).Distinct();
        foreach (var part in parts)
        {
            foreach (var comparison in (string[])["sw", "co", "ew", "eq", "ne", "gt", "ge", "lt", "le"])
            {
                var filter = FilterChecker.Check(FilterParser.Parse($"userName {comparison} {FilterLiteral.Of(part)}"), SchemaCatalog.Core.User);
                var expected = all.Where(view => FilterEvaluator.Matches(filter, FilterWorld.Seen(view))).Select(view => view.User.UserName);
                var page = await Store.QueryUsers(Directory.Acme, new StoreQuery(filter, 1, 100), None);
                page.Items.Select(view => view.User.UserName).ShouldBe(expected, $"{comparison} {part}");
            }
        }
    }

    [Fact]
    public async Task an_email_is_found_whether_it_is_the_name_or_not_and_no_longer_than_it_is_there()
    {
        var amy = new UserKey(Directory.Environment, Guid.CreateVersion7());
        var ben = new UserKey(Directory.Environment, Guid.CreateVersion7());
        var other = await TestDirectory.Create(Store);
        await Directory.Do(new CreateUser(amy, WithEmails("Amy@x", "amy@X", "home@x"), false));
        await Directory.Do(new CreateUser(ben, WithEmails("home@x", "ben@x"), false));
        await other.Do(new CreateUser(other.NewUserKey(), WithEmails("ben@x", "amy@x", "home@x"), false));

        await Found("amy@x", amy);
        await Found("HOME@x", amy); // Ben has it for a name, not for an e-mail.
        await Found("ben@x", ben);

        await Directory.Do(new ChangeUser(amy, 1, WithEmails("home.amy", "amy@X", "home@x")));
        await Directory.Do(new ChangeUser(ben, 1, WithEmails("ben@x", "ben@x", "home@x")));
        await Found("amy@x", amy);
        await Found("home@x", amy, ben);
        await Found("ben@x", ben);

        await Directory.Do(new ChangeUser(amy, 2, WithEmails("home.amy", "home.amy")));
        await Directory.Do(new ChangeUser(ben, 2, WithEmails("ben@x")));
        await Found("amy@x");
        await Found("home@x");
        await Found("ben@x");
        await Found("home.amy", amy);

        await Directory.Do(new DeleteUser(amy, null));
        await Found("home.amy");

        async Task Found(string email, params UserKey[] expected) => (await Query($"emails.value eq \"{email}\""))
            .Items.Select(view => view.User.Key).ShouldBe(expected, email);
    }

    [Fact]
    public async Task a_user_is_found_by_the_later_of_its_times_even_if_the_clock_was_set_back()
    {
        var user = Directory.NewUserKey();
        var link = new MembershipKey(Directory.Acme, user.Id);
        var made = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await At(made, new CreateUser(user, TestDirectory.Content("a"), false), new SetExternalId(link, 0, "1"));
        await ChangedAt(made);

        await At(made.AddHours(-1), new ChangeUser(user, 1, TestDirectory.Content("b")));
        await ChangedAt(made);

        await At(made.AddHours(1), new SetExternalId(link, 1, "2"));
        await ChangedAt(made.AddHours(1));

        await At(made.AddHours(1), new ChangeUser(user, 2, TestDirectory.Content("b2")), new SetExternalId(link, 2, "3"));
        await ChangedAt(made.AddHours(1));

        await At(made.AddMinutes(30), new ChangeUser(user, 3, TestDirectory.Content("b3")));
        await ChangedAt(made.AddHours(1));

        await At(made.AddHours(2), new ChangeUser(user, 4, TestDirectory.Content("c")));
        await ChangedAt(made.AddHours(2));

        async Task At(DateTimeOffset time, params StoreOperation[] operations) =>
            (await Store.Commit(Directory.Group(operations) with { Time = time }, None)).ShouldBeOfType<CommitResult.Committed>();

        async Task ChangedAt(DateTimeOffset time)
        {
            (await Query($"meta.lastModified eq \"{time:O}\"")).Total.ShouldBe(1, $"{time:O}");
            (await Query($"meta.lastModified lt \"{time:O}\" or meta.lastModified gt \"{time:O}\"")).Total.ShouldBe(0);
            (await Query($"active eq true and meta.lastModified ge \"{time:O}\"")).Total.ShouldBe(1);
        }
    }

    [Fact]
    public async Task no_or_and_no_not_leaves_the_environment()
    {
        var other = await TestDirectory.Create(Store);
        var stranger = await other.CreateUser("stranger");
        await other.Do(new SetExternalId(new(other.Acme, stranger.Key.Id), 0, "x"));
        await other.CreateGroup(other.Acme, "Strangers", stranger.Key.Id);
        await Directory.CreateUser("mine");
        string[] filters =
        [
            "userName eq \"stranger\" or id pr", $"id eq \"{stranger.Key.Id}\"", $"not (id eq \"{stranger.Key.Id}\")", "externalId eq \"x\" or userName eq \"stranger\"",
            "userName ne \"\" or userName eq \"'\"", $"id eq \"{stranger.Key.Id}\" or userName eq \"mine\"",
        ];

        foreach (var filter in filters)
        {
            (await Query(filter)).Items.ShouldAllBe(v => v.User.Key.Environment == Directory.Environment, filter);
        }

        (await QueryGroups(Directory.Acme, "displayName eq \"Strangers\" or id pr")).Total.ShouldBe(0);
        (await QueryGroups(Directory.Acme, $"members eq \"{stranger.Key.Id}\"")).Total.ShouldBe(0);
    }

    [Fact]
    public async Task U3_a_tenants_filter_by_externalId_and_groups_sees_its_own_alone()
    {
        var user = await Directory.CreateUser("a");
        await Directory.Do(new SetExternalId(new(Directory.Default, user.Key.Id), 0, "theirs"));
        var group = await Directory.CreateGroup(Directory.Default, "Theirs", user.Key.Id);

        (await Query("externalId eq \"theirs\"")).Total.ShouldBe(0);
        (await Query("externalId pr or groups pr")).Total.ShouldBe(0);
        (await Query($"groups.value eq \"{group.Key.RoleId}\"")).Total.ShouldBe(0);
        (await QueryGroups(Directory.Acme, $"id eq \"{group.Key.RoleId}\"")).Total.ShouldBe(0);
        (await QueryGroups(Directory.Default, $"members[value eq \"{user.Key.Id}\"]")).Total.ShouldBe(1);
    }

    [Fact]
    public async Task a_released_group_is_found_by_no_filter()
    {
        var group = await Directory.CreateGroup(Directory.Default, "G");
        await Directory.Do(new TakeUpGroup(new(Directory.Acme, group.Key.RoleId), false, "G", "G", "x", []));
        await Directory.Do(new ReleaseGroup(new(Directory.Acme, group.Key.RoleId), null));

        foreach (var filter in new[] { "id pr", "displayName eq \"g\"", "externalId eq \"x\"", $"id eq \"{group.Key.RoleId}\"", "meta.lastModified pr" })
        {
            (await QueryGroups(Directory.Acme, filter)).Total.ShouldBe(0, filter);
        }
    }

    [Theory]
    [InlineData("meta.location eq \"x\"")]
    [InlineData("groups.$ref eq \"x\"")]
    [InlineData("id pr or groups.$ref pr")]
    public async Task what_depends_on_the_address_of_the_request_is_refused(string filter)
    {
        var refused = await Should.ThrowAsync<ScimException>(() => Query(filter));
        refused.Error.Refusal.ShouldBe(Refusals.FilterAttribute);
    }

    protected Task<StorePage<UserView>> Query(string filter, int start = 1, int count = 100) => Store.QueryUsers(
        Directory.Acme, new StoreQuery(FilterChecker.Check(FilterParser.Parse(filter), SchemaCatalog.Core.User), start, count), None).AsTask();

    protected Task<StorePage<GroupWithMembers>> QueryGroups(TenantKey tenant, string filter) => Store.QueryGroups(
        tenant, new StoreQuery(FilterChecker.Check(FilterParser.Parse(filter), SchemaCatalog.Core.Group), 1, 100), None).AsTask();

    // What clients really send, with values that are there (protocol.md, point 16).
    private static IEnumerable<string> Aimed(ImmutableArray<UserView> users)
    {
        var some = users[users.Length / 2];
        yield return $"userName eq \"{some.User.UserName.ToUpperInvariant()}\"";
        yield return $"id eq \"{some.User.Key.Id}\"";
        yield return $"id eq \"{some.User.Key.Id.ToString().ToUpperInvariant()}\" or id ne \"x\"";
        yield return $"externalId eq \"a\" or userName eq \"{some.User.UserName}\"";
        yield return "emails[type eq \"work\"].value eq \"a\"";
        yield return "emails[type eq \"work\" and value eq \"É\"]";
        yield return $"active eq true and (meta.lastModified ge \"{some.User.LastModified:O}\" and meta.lastModified le \"{some.User.LastModified.AddSeconds(2):O}\")";
        yield return $"meta.lastModified gt \"{some.User.LastModified:O}\"";
        yield return "active eq false";
        foreach (var group in some.Groups)
        {
            yield return $"groups.value eq \"{group.Id}\"";
            yield return $"groups[value eq \"{group.Id}\" and display eq \"ab É\"]";
        }
    }

    private static UserContent WithEmails(string userName, params string[] emails) => TestDirectory.Content(userName, emails: emails) with
    {
        Profile = JsonSerializer.SerializeToUtf8Bytes(new { userName, emails = emails.Select(value => new { value, type = "work" }) }),
    };
}
