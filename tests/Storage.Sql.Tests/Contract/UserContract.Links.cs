using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Grains.Storage.Rows;

namespace Scim.Storage.Sql.Tests.Contract;

// What each tenant knows of a user: rules U3, U5 and U9.
public abstract partial class UserContract
{
    [Fact]
    public async Task U3_each_tenant_has_its_own_externalId()
    {
        var user = await Directory.CreateUser("a");
        var mine = new MembershipKey(Directory.Default, user.Key.Id);
        var theirs = new MembershipKey(Directory.Acme, user.Key.Id);
        var link = (await Directory.Do(new SetExternalId(mine, 0, "1"))).Results[0].Link.ShouldNotBeNull();
        await Directory.Do(new SetExternalId(theirs, 0, "2"));

        link.ShouldBe(new LinkRow("1", 1, link.LastModified));
        (await Store.LoadMembership(mine, None)).Value.Link.ShouldBe(link);
        (await Store.LoadUserView(theirs, None)).Value!.Link!.ExternalId.ShouldBe("2");
    }

    [Fact]
    public async Task an_externalId_needs_its_version_its_user_and_its_tenant()
    {
        var user = await Directory.CreateUser("a");
        var key = new MembershipKey(Directory.Default, user.Key.Id);
        var nowhere = new TenantKey(Directory.Environment, "nowhere");
        await Directory.Do(new SetExternalId(key, 0, "1"));

        (await Directory.Try(new SetExternalId(key, 0, "2"))).ShouldBe(new CommitResult.VersionMismatch(0));
        (await Directory.Try(new SetExternalId(key with { UserId = Guid.Empty }, 0, "2")))
            .ShouldBe(new CommitResult.Missing(0, MissingKind.User, Guid.Empty));
        (await Directory.Try(new SetExternalId(new(nowhere, user.Key.Id), 0, "2"))).ShouldBeOfType<CommitResult.Missing>().Kind.ShouldBe(MissingKind.Tenant);
        (await Directory.Do(new SetExternalId(new(nowhere, user.Key.Id), 0, null))).Results[0].Changed.ShouldBeFalse();
    }

    [Fact]
    public async Task a_cleared_externalId_keeps_its_version_going()
    {
        var user = await Directory.CreateUser("a");
        var key = new MembershipKey(Directory.Default, user.Key.Id);
        await Directory.Do(new SetExternalId(key, 0, "1"));

        (await Directory.Do(new SetExternalId(key, 1, null))).Results[0].Link!.Version.ShouldBe(2);

        (await Store.LoadMembership(key, None)).Value.Link.ShouldNotBeNull().ExternalId.ShouldBeNull();
        (await Directory.Do(new SetExternalId(key, 2, null))).Results[0].Changed.ShouldBeFalse();
        (await Directory.Do(new SetExternalId(key, 2, "2"))).Results[0].Link!.Version.ShouldBe(3);
    }

    [Fact]
    public async Task U9_profile_and_externalId_change_together_or_not_at_all()
    {
        var user = await Directory.CreateUser("a");
        var key = new MembershipKey(Directory.Default, user.Key.Id);

        (await Directory.Try(new ChangeUser(user.Key, 1, TestDirectory.Content("b")), new SetExternalId(key, 9, "1")))
            .ShouldBe(new CommitResult.VersionMismatch(1));
        (await Store.LoadUser(user.Key, None)).Value!.UserName.ShouldBe("a");

        await Directory.Do(new ChangeUser(user.Key, 1, TestDirectory.Content("b")), new SetExternalId(key, 0, "1"));
        var view = (await Store.LoadUserView(key, None)).Value!;
        (view.User.UserName, view.Link!.ExternalId).ShouldBe(("b", "1"));
    }

    [Fact]
    public async Task U5_a_view_shows_the_groups_of_its_own_tenant_under_their_present_names()
    {
        var user = await Directory.CreateUser("a");
        var here = await Directory.CreateGroup(Directory.Default, "Here", user.Key.Id);
        await Directory.CreateGroup(Directory.Acme, "There", user.Key.Id);
        await Directory.Do(TestDirectory.Rename(here.Key, "Renamed"));

        var view = (await Store.LoadUserView(new(Directory.Default, user.Key.Id), None)).Value!;

        view.Groups.ShouldBe([new(here.Key.RoleId, "Renamed")]);
        (await Store.LoadMembership(new(Directory.Default, user.Key.Id), None)).Value.RoleIds.ShouldBe([here.Key.RoleId]);
    }
}
