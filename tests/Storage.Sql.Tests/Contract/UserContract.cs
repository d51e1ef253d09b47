using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Grains.Storage.Rows;

namespace Scim.Storage.Sql.Tests.Contract;

public abstract partial class UserContract : DirectoryStoreContract
{
    [Fact]
    public async Task a_created_user_is_read_by_id_and_by_userName_in_any_case()
    {
        var key = Directory.NewUserKey();
        var content = TestDirectory.Content("Ädi@Example.com", "Ädi");
        var committed = await Directory.Do(new CreateUser(key, content, false));

        var created = committed.Results[0].User.ShouldNotBeNull();
        created.Version.ShouldBe(1);
        created.Created.ShouldBe(created.LastModified);
        var loaded = await Store.LoadUser(key, None);
        ShouldEqual(loaded.Value, created);
        loaded.Position.ShouldBe(committed.Position);
        ShouldEqual((await Store.FindUser(Directory.Environment, "äDI@EXAMPLE.COM", None)).Value, created);
        (await Store.FindUser(Directory.Environment, "adi@example.com", None)).Value.ShouldBeNull();
    }

    [Fact]
    public async Task U2_a_second_userName_is_refused_whatever_its_case()
    {
        await Directory.CreateUser("bjensen");

        (await Directory.Try(new CreateUser(Directory.NewUserKey(), TestDirectory.Content("BJensen"), false)))
            .ShouldBe(new CommitResult.Conflicted(0, ConflictKind.UserName));
    }

    [Fact]
    public async Task U2_of_hundreds_of_parallel_creations_of_one_userName_one_wins()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ =>
            Directory.Try(new CreateUser(Directory.NewUserKey(), TestDirectory.Content("same"), false))));

        results.Count(r => r is CommitResult.Committed).ShouldBe(1);
        results.Count(r => r is CommitResult.Conflicted { Kind: ConflictKind.UserName }).ShouldBe(299);
        (await Store.QueryUsers(Directory.Default, new StoreQuery(null, 1, 10), None)).Total.ShouldBe(1);
    }

    [Fact]
    public async Task a_userName_is_unique_in_its_environment_only()
    {
        await Directory.CreateUser("same");
        var other = await TestDirectory.Create(Store);

        (await other.CreateUser("same")).Version.ShouldBe(1);
    }

    [Fact]
    public async Task a_change_moves_the_version_and_keeps_the_creation_time()
    {
        var user = await Directory.CreateUser("a");

        var changed = (await Directory.Do(new ChangeUser(user.Key, 1, TestDirectory.Content("b")))).Results[0].User.ShouldNotBeNull();

        changed.Version.ShouldBe(2);
        changed.Created.ShouldBe(user.Created);
        changed.LastModified.ShouldBeGreaterThan(user.LastModified);
        ShouldEqual((await Store.LoadUser(user.Key, None)).Value, changed);
        (await Store.FindUser(Directory.Environment, "a", None)).Value.ShouldBeNull();
        (await Store.FindUser(Directory.Environment, "b", None)).Value.ShouldNotBeNull();
    }

    [Fact]
    public async Task a_change_at_another_version_is_refused()
    {
        var user = await Directory.CreateUser("a");

        (await Directory.Try(new ChangeUser(user.Key, 2, TestDirectory.Content("b")))).ShouldBe(new CommitResult.VersionMismatch(0));
        (await Store.LoadUser(user.Key, None)).Value!.UserName.ShouldBe("a");
    }

    [Fact]
    public async Task a_change_to_the_userName_of_another_is_refused()
    {
        var user = await Directory.CreateUser("a");
        await Directory.CreateUser("b");

        (await Directory.Try(new ChangeUser(user.Key, 1, TestDirectory.Content("B"))))
            .ShouldBe(new CommitResult.Conflicted(0, ConflictKind.UserName));
        (await Store.LoadUser(user.Key, None)).Value!.Version.ShouldBe(1);
    }

    [Fact]
    public async Task a_change_that_changes_nothing_writes_nothing()
    {
        var user = await Directory.CreateUser("a");
        var position = (await Store.LoadUser(user.Key, None)).Position;

        var again = await Directory.Do(new ChangeUser(user.Key, 1, TestDirectory.Content("a")));

        again.Results[0].Changed.ShouldBeFalse();
        ShouldEqual(again.Results[0].User, user);
        again.Position.ShouldBe(position);
    }

    [Fact]
    public async Task a_change_of_an_unknown_user_is_missing_it()
    {
        var key = Directory.NewUserKey();

        (await Directory.Try(new ChangeUser(key, 1, TestDirectory.Content("x")))).ShouldBe(new CommitResult.Missing(0, MissingKind.User, key.Id));
        (await Directory.Try(new DeleteUser(key, null))).ShouldBe(new CommitResult.Missing(0, MissingKind.User, key.Id));
    }

    [Fact]
    public async Task each_kind_of_change_has_its_event()
    {
        var key = Directory.NewUserKey();
        var start = (await Store.LoadUser(key, None)).Position;
        await Directory.Do(new CreateUser(key, TestDirectory.Content("a"), true));
        await Directory.Do(new ChangeUser(key, 1, TestDirectory.Content("a")));
        await Directory.Do(new ChangeUser(key, 2, TestDirectory.Content("b")));
        await Directory.Do(new ChangeUser(key, 3, TestDirectory.Content("b", active: false)));
        await Directory.Do(new ChangeUser(key, 4, TestDirectory.Content("b")));
        await Directory.Do(new DeleteUser(key, 5));

        (await Directory.EventKinds(start)).ShouldBe(
            ["user.created", "user.adopted", "user.changed", "user.deactivated", "user.activated", "user.deleted"]);
    }

    [Fact]
    public async Task G10_the_first_change_adopts_a_provisional_user()
    {
        var key = Directory.NewUserKey();
        (await Directory.Do(new CreateUser(key, TestDirectory.Content("p"), true))).Results[0].User!.Provisional.ShouldBeTrue();
        (await Store.LoadUser(key, None)).Value!.Provisional.ShouldBeTrue();

        var adopted = (await Directory.Do(new ChangeUser(key, 1, TestDirectory.Content("p")))).Results[0];

        adopted.Changed.ShouldBeTrue();
        adopted.User!.Version.ShouldBe(2);
        (await Store.LoadUser(key, None)).Value!.Provisional.ShouldBeFalse();
    }

    [Fact]
    public async Task U7_a_deleted_user_is_gone_with_its_links_and_memberships_and_its_userName_is_free()
    {
        var user = await Directory.CreateUser("gone");
        var other = await Directory.CreateUser("stays");
        var here = await Directory.CreateGroup(Directory.Default, "Here", user.Key.Id, other.Key.Id);
        var there = await Directory.CreateGroup(Directory.Acme, "There", user.Key.Id);
        await Directory.Do(new SetExternalId(new MembershipKey(Directory.Acme, user.Key.Id), 0, "x"));
        Observer.Changes.Clear();

        var committed = await Directory.Do(new DeleteUser(user.Key, 1));

        (await Store.LoadUser(user.Key, None)).Value.ShouldBeNull();
        (await Store.LoadMembership(new MembershipKey(Directory.Acme, user.Key.Id), None)).Value.ShouldBe(MembershipRow.None);
        (await Directory.Members(here.Key)).Select(m => m.Id).ShouldBe([other.Key.Id]);
        (await Directory.Members(there.Key)).ShouldBeEmpty();
        var group = (await Store.LoadGroup(here.Key, None)).Value!;
        (group.Version, group.MemberCount).ShouldBe((2, 1));
        (await Directory.EventKinds(committed.Position - 3)).ShouldBe(["user.deleted", "group.changed", "group.changed"]);
        Announced().ShouldBe(
            [
                CopyKey.User(user.Key), CopyKey.MemberNames(Directory.Environment), CopyKey.Group(here.Key), CopyKey.Members(here.Key),
                CopyKey.Group(there.Key), CopyKey.Members(there.Key), CopyKey.Membership(new(Directory.Default, user.Key.Id)),
                CopyKey.Membership(new(Directory.Acme, user.Key.Id)),
            ],
            ignoreOrder: true);
        (await Directory.CreateUser("gone")).Version.ShouldBe(1);
    }

    [Fact]
    public async Task a_deletion_at_another_version_is_refused()
    {
        var user = await Directory.CreateUser("a");

        (await Directory.Try(new DeleteUser(user.Key, 7))).ShouldBe(new CommitResult.VersionMismatch(0));
        (await Store.LoadUser(user.Key, None)).Value.ShouldNotBeNull();
    }

    [Fact]
    public async Task a_changed_display_name_makes_the_member_names_old_and_nothing_else_does()
    {
        var user = await Directory.CreateUser("a", "Ann");
        Observer.Changes.Clear();
        await Directory.Do(new ChangeUser(user.Key, 1, TestDirectory.Content("b", "Ann")));
        Announced().ShouldBe([CopyKey.User(user.Key)]);

        await Directory.Do(new ChangeUser(user.Key, 2, TestDirectory.Content("b", "Beth")));

        Announced().ShouldBe([CopyKey.User(user.Key), CopyKey.MemberNames(Directory.Environment)], ignoreOrder: true);
    }

    [Fact]
    public async Task what_does_not_exist_is_null_at_the_present_position()
    {
        var user = await Directory.CreateUser("a");
        var position = (await Store.LoadUser(user.Key, None)).Position;

        (await Store.LoadUser(Directory.NewUserKey(), None)).ShouldBe(new Loaded<UserRow?>(null, position));
        (await Store.LoadUserView(new(Directory.Default, Guid.Empty), None)).ShouldBe(new Loaded<UserView?>(null, position));
        (await Store.LoadUser(new UserKey(new EnvironmentKey(Guid.Empty), user.Key.Id), None)).ShouldBe(default);
    }

    [Fact]
    public async Task G10_members_are_found_by_id_and_by_userName()
    {
        var user = await Directory.CreateUser("Ann");
        var id = user.Key.Id.ToString();

        var found = await Store.ResolveMembers(Directory.Environment, ["aNN", id, "nobody", Guid.Empty.ToString()], None);

        found.OrderBy(pair => pair.Key, StringComparer.Ordinal).ShouldBe(
            new Dictionary<string, Guid> { ["aNN"] = user.Key.Id, [id] = user.Key.Id }.OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task a_page_is_in_order_of_creation_whatever_was_deleted_and_changed()
    {
        var users = new List<UserRow>();
        for (var i = 0; i < 30; i++)
        {
            users.Add(await Directory.CreateUser($"user-{30 - i}"));
        }

        await Directory.Do(new DeleteUser(users[3].Key, null));
        await Directory.Do(new ChangeUser(users[10].Key, 1, TestDirectory.Content("zzz")));
        users.RemoveAt(3);

        var page = await Store.QueryUsers(Directory.Acme, new StoreQuery(null, 6, 10), None);

        page.Total.ShouldBe(29);
        page.Items.Select(v => v.User.Key).ShouldBe(users.Skip(5).Take(10).Select(u => u.Key));
        (await Store.QueryUsers(Directory.Acme, new StoreQuery(null, 1, 0), None)).Items.ShouldBeEmpty();
        (await Store.QueryUsers(Directory.Acme, new StoreQuery(null, 30, 10), None)).ShouldSatisfyAllConditions(
            past => past.Items.ShouldBeEmpty(), past => past.Total.ShouldBe(29));
    }

    [Fact]
    public async Task everything_is_there_after_a_restart()
    {
        var user = await Directory.CreateUser("a", "Ann");
        var group = await Directory.CreateGroup(Directory.Default, "G", user.Key.Id);
        var position = (await Store.LoadGroup(group.Key, None)).Position;

        await Restart();

        ShouldEqual((await Store.LoadUser(user.Key, None)).Value, user);
        (await Store.LoadGroup(group.Key, None)).ShouldBe(new Loaded<GroupRow?>(group, position));
        (await Directory.Members(group.Key)).ShouldBe([(user.Key.Id, "Ann")]);
        (await Directory.CreateUser("b")).Version.ShouldBe(1);
    }

    private static void ShouldEqual(UserRow? actual, UserRow? expected)
    {
        actual.ShouldNotBeNull();
        expected.ShouldNotBeNull();
        actual.Profile.ShouldBe(expected.Profile);
        (actual with { Profile = expected.Profile }).ShouldBe(expected);
    }
}
