using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Grains.Storage.Rows;

namespace Scim.Storage.Sql.Tests.Contract;

// Who holds a role, and what becomes of its definition: rule G8 and administrator-defined roles.
public abstract partial class GroupContract
{
    [Fact]
    public async Task G8_a_released_group_comes_back_empty_with_its_version_going_on()
    {
        var users = await Users(1);
        var group = await Directory.CreateGroup(Directory.Default, "G", users[0]);
        await Directory.Do(new TakeUpGroup(new(Directory.Acme, group.Key.RoleId), false, "G", "G", null, []));
        await Directory.Do(new ChangeGroup(group.Key, 1, "Other", "Other", new NewText("x"), MemberChange.None));

        var released = await Directory.Do(new ReleaseGroup(group.Key, 2));

        (await Store.LoadGroup(group.Key, None)).Value.ShouldBeNull();
        (await Store.LoadMembers(group.Key, None)).Value.ShouldBeNull();
        (await Store.LoadMembership(new(Directory.Default, users[0]), None)).Value.ShouldBe(MembershipRow.None);
        (await Store.LoadTakeUp(Directory.Default, "G", None)).Value.ShouldSatisfyAllConditions(s => s.Held.ShouldBeNull(), s => s.Role.ShouldNotBeNull());
        (await Directory.EventKinds(released.Position - 1)).ShouldBe(["group.deleted"]);
        (await Directory.Try(TestDirectory.Add(group.Key, users[0]))).ShouldBeOfType<CommitResult.Missing>().Kind.ShouldBe(MissingKind.Group);
        await Directory.CreateGroup(Directory.Default, "Other");

        var again = (await Directory.Do(new TakeUpGroup(group.Key, false, "G", "G", null, []))).Results[0].Group!;

        (again.DisplayName, again.ExternalId, again.MemberCount).ShouldBe(("G", null, 0));
        again.Version.ShouldBeGreaterThan(2);
        (await Directory.Members(group.Key)).ShouldBeEmpty();
    }

    [Fact]
    public async Task G8_the_definition_goes_with_its_last_holder()
    {
        var group = await Directory.CreateGroup(Directory.Default, "G");
        var other = new GroupKey(Directory.Acme, group.Key.RoleId);
        await Directory.Do(new TakeUpGroup(other, false, "G", "G", null, []));
        await Directory.Do(new ReleaseGroup(group.Key, null));
        (await Store.FindRole(new(Directory.Environment, "G"), None))!.Holders.ShouldBe(1);

        var last = await Directory.Do(new ReleaseGroup(other, null));

        (await Store.FindRole(new(Directory.Environment, "G"), None)).ShouldBeNull();
        (await Directory.EventKinds(last.Position - 2)).ShouldBe(["group.deleted", "role.deleted"]);
        (await Directory.CreateGroup(Directory.Default, "G")).Key.RoleId.ShouldNotBe(group.Key.RoleId);
    }

    [Fact]
    public async Task a_defined_role_is_held_by_every_tenant_and_by_those_to_come_and_outlives_its_holders()
    {
        var id = Guid.CreateVersion7();
        Observer.Changes.Clear();
        await Directory.Do(new DefineRole(new(Directory.Environment, "Admin"), id, "Admin"));
        Announced().ShouldBe(
            [CopyKey.Group(new(Directory.Default, id)), CopyKey.Members(new(Directory.Default, id)), CopyKey.Group(new(Directory.Acme, id)), CopyKey.Members(new(Directory.Acme, id))],
            ignoreOrder: true);
        var later = new TenantKey(Directory.Environment, "later");
        await Directory.Do(new CreateTenant(later, Guid.CreateVersion7(), "Later"));

        foreach (var tenant in new[] { Directory.Default, Directory.Acme, later })
        {
            (await Store.LoadGroup(new(tenant, id), None)).Value!.DisplayName.ShouldBe("Admin");
            await Directory.Do(new ReleaseGroup(new(tenant, id), null));
        }

        (await Store.FindRole(new(Directory.Environment, "Admin"), None)).ShouldNotBeNull().ShouldSatisfyAllConditions(
            r => r.Holders.ShouldBe(0), r => r.Defined.ShouldBeTrue(), r => r.Id.ShouldBe(id));
        (await Directory.Do(new DefineRole(new(Directory.Environment, "Admin"), Guid.CreateVersion7(), "Admin"))).Results[0].Changed.ShouldBeFalse();
        (await Store.LoadGroup(new(later, id), None)).Value.ShouldBeNull();
    }

    [Fact]
    public async Task a_role_that_a_tenant_holds_already_is_marked_as_defined_under_its_id()
    {
        var group = await Directory.CreateGroup(Directory.Default, "Admin");
        await Directory.Do(TestDirectory.Rename(group.Key, "Bosses"));

        var defined = await Directory.Do(new DefineRole(new(Directory.Environment, "Admin"), Guid.CreateVersion7(), "Admin"));

        (await Directory.EventKinds(defined.Position - 1)).ShouldBe(["role.defined"]);
        (await Store.LoadGroup(group.Key, None)).Value!.DisplayName.ShouldBe("Bosses");
        (await Store.LoadGroup(new(Directory.Acme, group.Key.RoleId), None)).Value!.DisplayName.ShouldBe("Admin");
    }

    [Fact]
    public async Task a_definition_gives_way_to_a_tenants_group_that_is_named_alike_and_names_the_tenant()
    {
        var group = await Directory.CreateGroup(Directory.Acme, "Local");
        await Directory.Do(TestDirectory.Rename(group.Key, "Ad min"));
        var key = new RoleKey(Directory.Environment, "Admin");

        (await Directory.Try(new DefineRole(key, Guid.CreateVersion7(), "Admin"))).ShouldBe(new CommitResult.Conflicted(0, ConflictKind.GroupName));

        (await Store.FindTenantHoldingName(key, None)).ShouldBe("acme");
        (await Store.FindTenantHoldingName(new(Directory.Environment, "Local"), None)).ShouldBeNull();
        (await Store.FindRole(key, None)).ShouldBeNull();
        (await Directory.Try(new DefineRole(new(Directory.Environment, "Local"), Guid.CreateVersion7(), "Lo cal")))
            .ShouldBe(new CommitResult.Conflicted(0, ConflictKind.RoleKey));
    }
}
