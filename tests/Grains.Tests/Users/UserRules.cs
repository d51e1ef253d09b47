using Scim.Grains.Tests.TestKit;
using Scim.Protocol.Errors;

namespace Scim.Grains.Tests.Users;

[Collection(OneSiloCollection.Name)]
public sealed class UserRulesOnOneSilo(OneSilo shared) : UserRules(shared);

[Collection(TwoSilosCollection.Name)]
public sealed class UserRulesOnTwoSilos(TwoSilos shared) : UserRules(shared);

public abstract class UserRules(SharedCluster shared) : IAsyncLifetime
{
    private Connection _default = null!;
    private Connection _acme = null!;

    public async Task InitializeAsync()
    {
        _default = shared.Cluster.Connect(await shared.Cluster.NewEnvironment());
        _acme = await _default.NewTenant("acme");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task U1_a_user_is_the_same_through_every_tenant()
    {
        var created = (await _default.CreateUser("ann", more: ""","title":"Engineer" """)).Value();

        var seen = (await _acme.GetUser(created.Id)).Value();

        seen.Profile.ShouldBe(created.Profile);
        seen.ProfileVersion.ShouldBe(1);
        (await _acme.PatchUser(created.Id, """{"op":"replace","path":"title","value":"Lead"}""")).Value().Text("title").ShouldBe("Lead");
        (await _default.GetUser(created.Id)).Value().Text("title").ShouldBe("Lead");
    }

    [Fact]
    public async Task U1_another_environment_does_not_see_the_user()
    {
        var created = (await _default.CreateUser("ann")).Value();
        var elsewhere = shared.Cluster.Connect(await shared.Cluster.NewEnvironment());

        (await elsewhere.GetUser(created.Id)).ShouldBeRefused(Refusals.UserMissing);
        (await elsewhere.PatchUser(created.Id, """{"op":"replace","path":"title","value":"x"}""")).ShouldBeRefused(Refusals.UserMissing);
        (await elsewhere.DeleteUser(created.Id)).ShouldBeRefused(Refusals.UserMissing);
        (await elsewhere.CreateUser("ann")).Value().Id.ShouldNotBe(created.Id);
    }

    [Theory]
    [InlineData("ann", "ann")]
    [InlineData("Ann@Example.com", "aNN@example.COM")]
    [InlineData("ÄNNE", "änne")]
    public async Task U2_a_second_user_of_the_name_is_refused_whatever_its_case(string first, string second)
    {
        (await _default.CreateUser(first)).Value();

        (await _acme.CreateUser(second)).ShouldBeRefused(Refusals.UserNameTaken).ShouldContain(second);
    }

    [Fact]
    public async Task U2_a_name_is_compared_without_unicode_normalisation()
    {
        (await _default.CreateUser("\u00e9")).Value();
        (await _default.CreateUser("e\u0301")).Value();
    }

    [Fact]
    public async Task U2_a_rename_onto_a_taken_name_is_refused_and_onto_its_own_in_another_case_is_not()
    {
        (await _default.CreateUser("ann")).Value();
        var ben = (await _default.CreateUser("ben")).Value();

        (await _default.PatchUser(ben.Id, """{"op":"replace","path":"userName","value":"ANN"}""")).ShouldBeRefused(Refusals.UserNameTaken);
        (await _default.GetUser(ben.Id)).Value().ProfileVersion.ShouldBe(1);
        (await _default.PatchUser(ben.Id, """{"op":"replace","path":"userName","value":"BEN"}""")).Value().Text("userName").ShouldBe("BEN");
    }

    [Fact]
    public async Task U3_each_tenant_has_its_own_external_id_of_a_user()
    {
        var user = (await _default.CreateUser("ann", externalId: "d-1")).Value();
        (await _acme.GetUser(user.Id)).Value().ExternalId.ShouldBeNull();

        (await _acme.PatchUser(user.Id, """{"op":"add","path":"externalId","value":"a-1"}""")).Value().ExternalId.ShouldBe("a-1");

        (await _acme.GetUser(user.Id)).Value().ExternalId.ShouldBe("a-1");
        var seen = (await _default.GetUser(user.Id)).Value();
        seen.ExternalId.ShouldBe("d-1");
        (seen.ProfileVersion, seen.LinkVersion).ShouldBe((user.ProfileVersion, user.LinkVersion));
    }

    [Fact]
    public async Task U3_an_external_id_never_finds_or_adopts_an_account()
    {
        var ann = (await _default.CreateUser("ann", externalId: "same")).Value();
        var ben = (await _default.CreateUser("ben", externalId: "same")).Value();

        ben.Id.ShouldNotBe(ann.Id);
        var group = (await _default.CreateGroup("Eng")).Value();
        (await _default.Add(group.Id, "same")).Value();
        (await _default.MemberIds(group.Id)).ShouldNotContain(ann.Id);
    }

    [Fact]
    public async Task U3_a_put_without_external_id_clears_the_tenants_own_alone()
    {
        var user = (await _default.CreateUser("ann", externalId: "d-1")).Value();
        (await _acme.PatchUser(user.Id, """{"op":"add","path":"externalId","value":"a-1"}""")).Value();

        (await _acme.ReplaceUser(user.Id, """{"userName":"ann"}""")).Value().ExternalId.ShouldBeNull();

        (await _default.GetUser(user.Id)).Value().ExternalId.ShouldBe("d-1");
    }

    [Fact]
    public async Task U4_the_id_is_the_servers_whatever_the_request_says()
    {
        var wanted = Guid.NewGuid();
        var user = (await _default.CreateUserOf($$"""{"id":"{{wanted}}","userName":"ann"}""")).Value();

        user.Id.ShouldNotBe(wanted);
        user.Id.Version.ShouldBe(7);
        (await _default.ReplaceUser(user.Id, $$"""{"id":"{{wanted}}","userName":"ann"}""")).Value().Id.ShouldBe(user.Id);
    }

    [Fact]
    public async Task U4_an_id_is_not_used_again()
    {
        var first = (await _default.CreateUser("ann")).Value();
        (await _default.DeleteUser(first.Id)).Value();

        (await _default.CreateUser("ann")).Value().Id.ShouldNotBe(first.Id);
    }

    [Fact]
    public async Task U5_a_user_shows_the_groups_of_the_requests_tenant_by_their_names_there()
    {
        var user = (await _default.CreateUser("ann")).Value();
        var eng = (await _default.CreateGroup("Eng", members: [user.Id.ToString()])).Value();
        var ops = (await _acme.CreateGroup("Ops", members: [user.Id.ToString()])).Value();

        (await _default.GetUser(user.Id)).Value().Groups.Select(g => (g.Id, g.DisplayName)).ShouldBe([(eng.Id, "Eng")]);
        (await _acme.GetUser(user.Id)).Value().Groups.Select(g => (g.Id, g.DisplayName)).ShouldBe([(ops.Id, "Ops")]);

        (await _default.Rename(eng.Id, "Engineering")).Value();
        (await _default.GetUser(user.Id)).Value().Groups.Select(g => g.DisplayName).ShouldBe(["Engineering"]);
    }

    [Fact]
    public async Task U5_groups_in_a_request_are_ignored_and_do_not_count_for_the_version()
    {
        var group = (await _default.CreateGroup("Eng")).Value();
        var user = (await _default.CreateUserOf($$"""{"userName":"ann","groups":[{"value":"{{group.Id}}"}]}""")).Value();
        user.Groups.ShouldBeEmpty();

        (await _default.Add(group.Id, user.Id)).Value();

        var after = (await _default.GetUser(user.Id)).Value();
        after.Groups.Length.ShouldBe(1);
        (after.ProfileVersion, after.LinkVersion, after.LastModified).ShouldBe((user.ProfileVersion, user.LinkVersion, user.LastModified));
    }

    [Fact]
    public async Task U6_an_inactive_user_keeps_its_roles_and_may_do_nothing()
    {
        var user = (await _default.CreateUser("ann")).Value();
        var group = (await _default.CreateGroup("Eng", members: [user.Id.ToString()])).Value();
        (await _default.RoleNames(user.Id)).ShouldBe(["Eng"]);

        (await _acme.PatchUser(user.Id, """{"op":"replace","path":"active","value":false}""")).Value();

        var roles = (await _default.Roles(user.Id)).Value();
        roles.Active.ShouldBeFalse();
        roles.Roles.ShouldBeEmpty();
        (await _default.MemberIds(group.Id)).ShouldBe([user.Id]);
        (await _default.PatchUser(user.Id, """{"op":"replace","path":"active","value":true}""")).Value();
        (await _default.RoleNames(user.Id)).ShouldBe(["Eng"]);
    }

    [Fact]
    public async Task U6_active_that_was_removed_is_absent_and_counts_as_active()
    {
        var user = (await _default.CreateUser("ann")).Value();
        await _default.CreateGroup("Eng", members: [user.Id.ToString()]);

        (await _default.PatchUser(user.Id, """{"op":"remove","path":"active"}""")).Value().Text("active").ShouldBeNull();

        (await _default.Roles(user.Id)).Value().Active.ShouldBeTrue();
    }

    [Fact]
    public async Task U6_a_put_without_active_keeps_its_state()
    {
        var user = (await _default.CreateUser("ann", more: ""","active":false""")).Value();

        (await _default.ReplaceUser(user.Id, """{"userName":"ann","title":"x"}""")).Value().Text("active").ShouldBe("False");
    }

    [Fact]
    public async Task U7_a_deleted_user_is_gone_everywhere_and_its_name_is_free()
    {
        var user = (await _default.CreateUser("ann", externalId: "1")).Value();
        var here = (await _default.CreateGroup("Eng", members: [user.Id.ToString()])).Value();
        var there = (await _acme.CreateGroup("Ops", members: [user.Id.ToString()])).Value();

        (await _acme.DeleteUser(user.Id)).Value();

        (await _default.GetUser(user.Id)).ShouldBeRefused(Refusals.UserMissing);
        (await _acme.GetUser(user.Id)).ShouldBeRefused(Refusals.UserMissing);
        (await _default.Roles(user.Id)).ShouldBeRefused(Refusals.UserMissing);
        (await _default.DeleteUser(user.Id)).ShouldBeRefused(Refusals.UserMissing);
        (await _default.MemberIds(here.Id)).ShouldBeEmpty();
        var after = (await _acme.GetGroup(there.Id)).Value();
        after.MemberCount.ShouldBe(0);
        after.Version.ShouldBeGreaterThan(there.Version);
        (await _default.ListUsers()).Value().TotalResults.ShouldBe(0);
        (await _default.CreateUser("ann")).Value().ExternalId.ShouldBeNull();
    }

    [Fact]
    public async Task U8_a_password_is_taken_and_kept_nowhere()
    {
        var user = (await _default.CreateUser("ann", more: ""","password":"t0p-secret" """)).Value();
        user.Text("password").ShouldBeNull();

        var patched = (await _default.PatchUser(user.Id, """{"op":"replace","path":"password","value":"other"}""")).Value();
        patched.Text("password").ShouldBeNull();
        patched.ProfileVersion.ShouldBe(user.ProfileVersion);
        (await _default.ListUsers("password eq \"t0p-secret\"")).ShouldBeRefused(Refusals.FilterAttribute);
    }

    [Fact]
    public async Task U9_profile_and_external_id_change_together_or_not_at_all()
    {
        (await _default.CreateUser("ann")).Value();
        var ben = (await _default.CreateUser("ben", externalId: "b-1")).Value();

        (await _default.PatchUser(ben.Id, """{"op":"replace","value":{"userName":"ann","externalId":"b-2"}}""")).ShouldBeRefused(Refusals.UserNameTaken);
        var same = (await _default.GetUser(ben.Id)).Value();
        (same.ExternalId, same.ProfileVersion, same.LinkVersion).ShouldBe(("b-1", ben.ProfileVersion, ben.LinkVersion));

        var both = (await _default.PatchUser(ben.Id, """{"op":"replace","value":{"title":"x","externalId":"b-2"}}""")).Value();
        (both.ExternalId, both.Text("title")).ShouldBe(("b-2", "x"));
        both.ProfileVersion.ShouldBe(ben.ProfileVersion + 1);
        both.LinkVersion.ShouldBe(ben.LinkVersion + 1);
    }

    [Fact]
    public async Task U9_what_changes_nothing_moves_no_version()
    {
        var user = (await _default.CreateUser("ann", externalId: "1", more: ""","title":"x" """)).Value();

        var patched = (await _default.PatchUser(user.Id, """{"op":"replace","value":{"title":"x","externalId":"1"}}""")).Value();
        var put = (await _default.ReplaceUser(user.Id, """{"title":"x","externalId":"1","userName":"ann"}""")).Value();

        foreach (var same in new[] { patched, put, (await _default.GetUser(user.Id)).Value() })
        {
            (same.ProfileVersion, same.LinkVersion, same.LastModified).ShouldBe((user.ProfileVersion, user.LinkVersion, user.LastModified));
        }
    }

    [Fact]
    public async Task a_change_answers_as_the_next_read_does()
    {
        var user = (await _default.CreateUser("ann", externalId: "1")).Value();
        await _default.CreateGroup("Eng", members: [user.Id.ToString()]);

        var patched = (await _default.PatchUser(user.Id, """{"op":"replace","value":{"title":"x","externalId":"2"}}""")).Value();
        var read = (await _default.GetUser(user.Id)).Value();

        patched.Profile.ShouldBe(read.Profile);
        patched.Groups.ShouldBe(read.Groups);
        (patched with { Profile = [], Groups = [] }).ShouldBe(read with { Profile = [], Groups = [] });
    }

    [Fact]
    public async Task a_body_that_is_refused_changes_nothing()
    {
        (await _default.CreateUserOf("{")).ShouldBeRefused(Refusals.MalformedJson);
        (await _default.CreateUserOf("{}")).ShouldBeRefused(Refusals.MissingValue);
        var user = (await _default.CreateUser("ann")).Value();
        (await _default.PatchUser(user.Id, "")).ShouldBeRefused(Refusals.PatchEmpty);
        (await _default.PatchUser(user.Id, """{"op":"replace","path":"title","value":"x"},{"op":"remove"}""")).ShouldBeRefused(Refusals.PatchNoTarget);
        (await _default.GetUser(user.Id)).Value().Text("title").ShouldBeNull();
    }
}
