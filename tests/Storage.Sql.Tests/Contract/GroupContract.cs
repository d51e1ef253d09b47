using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Grains.Storage.Rows;

namespace Scim.Storage.Sql.Tests.Contract;

public abstract partial class GroupContract : DirectoryStoreContract
{
    [Fact]
    public async Task a_taken_up_group_has_its_name_its_externalId_and_its_members()
    {
        var ann = await Directory.CreateUser("ann", "Ann \"A\" \u0001 Müller");
        var bob = await Directory.CreateUser("bob");
        Observer.Changes.Clear();
        var key = new GroupKey(Directory.Default, Guid.CreateVersion7());

        var committed = await Directory.Do(new TakeUpGroup(key, true, "EngTeam", "Eng Team", "x", [bob.Key.Id, ann.Key.Id, bob.Key.Id]));

        var group = committed.Results[0].Group.ShouldNotBeNull();
        (group.Key, group.RoleKey, group.DisplayName, group.ExternalId, group.Version, group.MemberCount).ShouldBe((key, "EngTeam", "Eng Team", "x", 1, 2));
        (await Store.LoadGroup(key, None)).ShouldBe(new Loaded<GroupRow?>(group, committed.Position));
        (await Directory.Members(key)).ShouldBe([(ann.Key.Id, "Ann \"A\" \u0001 Müller"), (bob.Key.Id, "bob")]);
        (await Directory.EventKinds(committed.Position - 1)).ShouldBe(["group.created"]);
        Announced().ShouldBe(
            [CopyKey.Group(key), CopyKey.Members(key), CopyKey.Membership(new(Directory.Default, ann.Key.Id)), CopyKey.Membership(new(Directory.Default, bob.Key.Id))],
            ignoreOrder: true);
    }

    [Fact]
    public async Task G2_a_second_tenant_reuses_the_role()
    {
        var first = await Directory.CreateGroup(Directory.Default, "Eng Team");
        var key = new GroupKey(Directory.Acme, first.Key.RoleId);

        await Directory.Do(new TakeUpGroup(key, false, "EngTeam", "Eng Team", null, []));

        (await Store.LoadGroup(key, None)).Value!.Version.ShouldBe(1);
        (await Store.FindRole(new RoleKey(Directory.Environment, "EngTeam"), None))!.Holders.ShouldBe(2);
    }

    [Fact]
    public async Task taking_up_needs_the_tenant_the_role_and_the_users()
    {
        var role = Guid.CreateVersion7();
        var nowhere = new GroupKey(new TenantKey(Directory.Environment, "nowhere"), role);
        var here = new GroupKey(Directory.Default, role);
        var nobody = Guid.CreateVersion7();

        (await Directory.Try(new TakeUpGroup(nowhere, true, "G", "G", null, []))).ShouldBeOfType<CommitResult.Missing>().Kind.ShouldBe(MissingKind.Tenant);
        (await Directory.Try(new TakeUpGroup(here, false, "G", "G", null, []))).ShouldBe(new CommitResult.Missing(0, MissingKind.Role, role));
        (await Directory.Try(new TakeUpGroup(here, true, "G", "G", null, [nobody]))).ShouldBe(new CommitResult.Missing(0, MissingKind.User, nobody));
        (await Store.FindRole(new RoleKey(Directory.Environment, "G"), None)).ShouldBeNull();
    }

    [Fact]
    public async Task G3_G4_a_role_key_is_defined_once_and_held_once_in_a_tenant()
    {
        var held = await Directory.CreateGroup(Directory.Default, "EngTeam");

        (await Directory.Try(new TakeUpGroup(new(Directory.Acme, Guid.CreateVersion7()), true, "EngTeam", "Eng Team", null, [])))
            .ShouldBe(new CommitResult.Conflicted(0, ConflictKind.RoleKey));
        (await Directory.Try(new TakeUpGroup(held.Key, false, "EngTeam", "EngTeam", null, [])))
            .ShouldBe(new CommitResult.Conflicted(0, ConflictKind.GroupHeld));
    }

    [Fact]
    public async Task G7_two_groups_of_a_tenant_never_have_names_that_normalise_alike()
    {
        var a = await Directory.CreateGroup(Directory.Default, "A");
        var b = await Directory.CreateGroup(Directory.Default, "B");
        await Directory.Do(TestDirectory.Rename(a.Key, "C"));

        (await Directory.Try(TestDirectory.Rename(b.Key, "C!"))).ShouldBe(new CommitResult.Conflicted(0, ConflictKind.GroupName));
        (await Directory.Try(new TakeUpGroup(new(Directory.Default, Guid.CreateVersion7()), true, "C", "C", null, [])))
            .ShouldBe(new CommitResult.Conflicted(0, ConflictKind.GroupName));
        var state = (await Store.LoadTakeUp(Directory.Default, "C", None)).Value;
        (state.TenantExists, state.Role, state.Held).ShouldBe((true, null, null));
        state.NamedAlike!.Key.ShouldBe(a.Key);
        (await Directory.CreateGroup(Directory.Acme, "C")).Version.ShouldBe(1);
    }

    [Fact]
    public async Task G7_a_rename_stays_in_its_tenant()
    {
        var first = await Directory.CreateGroup(Directory.Default, "Eng");
        var second = new GroupKey(Directory.Acme, first.Key.RoleId);
        await Directory.Do(new TakeUpGroup(second, false, "Eng", "Eng", null, []));

        await Directory.Do(TestDirectory.Rename(first.Key, "Engineers", 1));

        (await Store.LoadGroup(first.Key, None)).Value!.DisplayName.ShouldBe("Engineers");
        (await Store.LoadGroup(second, None)).Value!.DisplayName.ShouldBe("Eng");
        var state = (await Store.LoadTakeUp(Directory.Default, "Eng", None)).Value;
        (state.Role!.DisplayName, state.Held!.Key, state.NamedAlike).ShouldBe(("Eng", first.Key, null));
    }

    [Fact]
    public async Task members_are_added_removed_and_replaced_as_sets()
    {
        var users = await Users(5);
        var group = await Directory.CreateGroup(Directory.Default, "G", users[0], users[1]);

        var added = await Directory.Do(TestDirectory.Add(group.Key, users[1], users[2], users[2]));
        (added.Results[0].Group!.Version, added.Results[0].Group!.MemberCount).ShouldBe((2, 3));
        await Directory.Do(TestDirectory.Remove(group.Key, users[0], users[4]));
        (await Ids(group.Key)).ShouldBe([users[1], users[2]]);
        Observer.Changes.Clear();
        var replaced = await Directory.Do(TestDirectory.Replace(group.Key, 3, users[2], users[3]));

        (await Ids(group.Key)).ShouldBe([users[2], users[3]]);
        (replaced.Results[0].Group!.Version, replaced.Results[0].Group!.MemberCount).ShouldBe((4, 2));
        Announced().ShouldBe(
            [CopyKey.Group(group.Key), CopyKey.Members(group.Key), CopyKey.Membership(new(Directory.Default, users[1])), CopyKey.Membership(new(Directory.Default, users[3]))],
            ignoreOrder: true);
        var detail = (await Store.ReadEvents(Directory.Environment, replaced.Position - 1, 1, None)).Items[0].Detail;
        detail.ShouldBe($$"""{"added":["{{users[3]}}"],"removed":["{{users[1]}}"]}""");
    }

    [Fact]
    public async Task removed_and_added_at_once_a_member_stays()
    {
        var users = await Users(1);
        var group = await Directory.CreateGroup(Directory.Default, "G", users[0]);

        var result = await Directory.Do(new ChangeGroup(group.Key, null, null, null, null, new MemberChange(false, [users[0]], [users[0]])));

        result.Results[0].Changed.ShouldBeFalse();
        (await Ids(group.Key)).ShouldBe(users);
    }

    [Fact]
    public async Task G12_one_missing_user_and_nothing_of_the_change_is_there()
    {
        var users = await Users(2);
        var group = await Directory.CreateGroup(Directory.Default, "G", users[0]);
        var nobody = Guid.CreateVersion7();

        (await Directory.Try(new ChangeGroup(group.Key, 1, "New", "New", new NewText("x"), new MemberChange(true, [users[1], nobody], []))))
            .ShouldBe(new CommitResult.Missing(0, MissingKind.User, nobody));

        (await Store.LoadGroup(group.Key, None)).Value.ShouldBe(group);
        (await Ids(group.Key)).ShouldBe([users[0]]);
    }

    [Fact]
    public async Task a_change_needs_the_group_and_its_version()
    {
        var group = await Directory.CreateGroup(Directory.Default, "G");
        var other = new GroupKey(Directory.Acme, group.Key.RoleId);

        (await Directory.Try(TestDirectory.Rename(other, "X"))).ShouldBe(new CommitResult.Missing(0, MissingKind.Group, group.Key.RoleId));
        (await Directory.Try(new ReleaseGroup(other, null))).ShouldBe(new CommitResult.Missing(0, MissingKind.Group, group.Key.RoleId));
        (await Directory.Try(TestDirectory.Rename(group.Key, "X", 2))).ShouldBe(new CommitResult.VersionMismatch(0));
        (await Directory.Try(new ReleaseGroup(group.Key, 2))).ShouldBe(new CommitResult.VersionMismatch(0));
        (await Store.LoadGroup(group.Key, None)).Value.ShouldBe(group);
    }

    [Fact]
    public async Task an_externalId_is_set_cleared_and_left()
    {
        var group = await Directory.CreateGroup(Directory.Default, "G");
        await Directory.Do(new ChangeGroup(group.Key, 1, null, null, new NewText("x"), MemberChange.None));
        await Directory.Do(TestDirectory.Rename(group.Key, "H"));
        (await Store.LoadGroup(group.Key, None)).Value!.ExternalId.ShouldBe("x");

        await Directory.Do(new ChangeGroup(group.Key, 3, null, null, new NewText(null), MemberChange.None));

        (await Store.LoadGroup(group.Key, None)).Value!.ExternalId.ShouldBeNull();
    }

    [Fact]
    public async Task G13_parallel_additions_keep_every_member()
    {
        var users = await Users(200);
        var group = await Directory.CreateGroup(Directory.Default, "G");

        await Task.WhenAll(users.Select(user => Directory.Do(TestDirectory.Add(group.Key, user))));

        (await Ids(group.Key)).ShouldBe(users, ignoreOrder: true);
        var row = (await Store.LoadGroup(group.Key, None)).Value!;
        (row.Version, row.MemberCount).ShouldBe((201, 200));
    }

    [Fact]
    public async Task G13_parallel_definitions_of_one_name_leave_one_role()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ =>
            Directory.Try(new TakeUpGroup(new(Directory.Default, Guid.CreateVersion7()), true, "Same", "Same", null, []))));

        results.Count(r => r is CommitResult.Committed).ShouldBe(1);
        results.Count(r => r is CommitResult.Conflicted { Kind: ConflictKind.RoleKey }).ShouldBe(99);
        (await Store.ListRoles(Directory.Environment, 0, 10, None)).Total.ShouldBe(1);
    }

    [Fact]
    public async Task groups_are_listed_in_the_order_in_which_the_tenant_took_them_up()
    {
        var users = await Users(2);
        var old = await Directory.CreateGroup(Directory.Acme, "Old");
        var first = await Directory.CreateGroup(Directory.Default, "First", users[0]);
        var second = await Directory.CreateGroup(Directory.Default, "Second", users[0], users[1]);
        var third = new GroupKey(Directory.Default, old.Key.RoleId);
        await Directory.Do(new TakeUpGroup(third, false, "Old", "Old", null, []));

        var page = await Store.QueryGroups(Directory.Default, new StoreQuery(null, 1, 100, WithMembers: true), None);

        page.Items.Select(g => g.Group.Key).ShouldBe([first.Key, second.Key, third]);
        page.Items.Select(g => g.Members!.Count).ShouldBe([1, 2, 0]);
        var part = await Store.QueryGroups(Directory.Default, new StoreQuery(null, 2, 1), None);
        (part.Total, part.Items.Length, part.Items[0].Group.Key, part.Items[0].Members).ShouldBe((3, 1, second.Key, null));
        (await Store.QueryGroups(new(Directory.Environment, "nowhere"), new StoreQuery(null, 1, 10), None)).Total.ShouldBe(0);
    }

    private async Task<Guid[]> Users(int count)
    {
        var keys = Enumerable.Range(0, count).Select(_ => Directory.NewUserKey()).ToArray();
        await Directory.Do([.. keys.Select(key => new CreateUser(key, TestDirectory.Content($"user-{key.Id}"), false))]);
        return [.. keys.Select(key => key.Id)];
    }

    private async Task<Guid[]> Ids(GroupKey group) => [.. (await Directory.Members(group)).Select(m => m.Id)];
}
