using Scim.Grains.Tests.TestKit;
using Scim.Protocol.Errors;

namespace Scim.Grains.Tests.Groups;

// What a tenant holds, grants and releases: rules G8 to G14.
public abstract partial class GroupRules
{
    [Fact]
    public async Task G8_a_deleted_group_is_gone_from_its_tenant_alone()
    {
        var user = (await _default.CreateUser("ann")).Value();
        var group = (await _default.CreateGroup("Eng", members: [user.Id.ToString()])).Value();
        await _acme.CreateGroup("Eng", members: [user.Id.ToString()]);

        (await _default.DeleteGroup(group.Id)).Value();

        (await _default.GetGroup(group.Id)).ShouldBeRefused(Refusals.GroupMissing);
        (await _default.DeleteGroup(group.Id)).ShouldBeRefused(Refusals.GroupMissing);
        (await _default.GetUser(user.Id)).Value().Groups.ShouldBeEmpty();
        (await _default.RoleNames(user.Id)).ShouldBeEmpty();
        (await _acme.MemberIds(group.Id)).ShouldBe([user.Id]);
        (await _acme.RoleNames(user.Id)).ShouldBe(["Eng"]);
    }

    [Fact]
    public async Task G8_a_group_taken_up_again_is_the_same_role_and_empty_and_its_version_goes_on()
    {
        var user = (await _default.CreateUser("ann")).Value();
        var group = (await _default.CreateGroup("Eng", externalId: "1", members: [user.Id.ToString()])).Value();
        await _acme.CreateGroup("Eng");
        var renamed = (await _default.Rename(group.Id, "Platform")).Value();
        (await _default.DeleteGroup(group.Id)).Value();

        var again = (await _default.CreateGroup("Eng")).Value();

        (again.Id, again.DisplayName, again.ExternalId, again.MemberCount).ShouldBe((group.Id, "Eng", null, 0));
        again.Version.ShouldBeGreaterThan(renamed.Version);
        (await _default.RoleNames(user.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task G8_the_definition_goes_with_its_last_holder()
    {
        var group = (await _default.CreateGroup("Eng Team")).Value();
        (await _default.DeleteGroup(group.Id)).Value();

        (await _default.Administration.ListRoles(0, 10)).Value().TotalResults.ShouldBe(0);
        (await _acme.CreateGroup("EngTeam")).Value().Id.ShouldNotBe(group.Id);
    }

    [Fact]
    public async Task G8_a_defined_role_outlives_its_holders_and_can_be_taken_up_again()
    {
        var role = (await _default.Administration.DefineRole("Auditors")).Value();
        (await _default.DeleteGroup(role.Id)).Value();
        (await _acme.DeleteGroup(role.Id)).Value();

        (await _default.GetGroup(role.Id)).ShouldBeRefused(Refusals.GroupMissing);
        (await _default.Administration.ListRoles(0, 10)).Value().Items.Single().Id.ShouldBe(role.Id);
        (await _default.CreateGroup("Auditors")).Value().Id.ShouldBe(role.Id);
    }

    [Fact]
    public async Task G9_a_role_is_granted_in_one_tenant_alone()
    {
        var user = (await _default.CreateUser("ann")).Value();
        var group = (await _default.CreateGroup("Eng")).Value();
        await _acme.CreateGroup("Eng");

        (await _default.Add(group.Id, user.Id)).Value();

        (await _default.RoleNames(user.Id)).ShouldBe(["Eng"]);
        (await _acme.RoleNames(user.Id)).ShouldBeEmpty();
        (await _default.Remove(group.Id, user.Id)).Value();
        (await _default.RoleNames(user.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task G11_no_group_is_written_in_a_tenant_that_does_not_exist_and_the_provider_is_told()
    {
        var held = (await _default.CreateGroup("Eng")).Value();
        const string detail = "Tenant 'missing' does not exist in this environment";

        (await _missing.CreateGroup("Eng", members: ["new-user"])).ShouldBeRefused(Refusals.TenantMissing).ShouldBe(detail);
        (await _missing.Add(held.Id, "new-user")).ShouldBeRefused(Refusals.TenantMissing).ShouldBe(detail);
        (await _missing.Rename(held.Id, "x")).ShouldBeRefused(Refusals.TenantMissing).ShouldBe(detail);
        (await _missing.ReplaceGroup(held.Id, "x")).ShouldBeRefused(Refusals.TenantMissing).ShouldBe(detail);
        (await _missing.DeleteGroup(held.Id)).ShouldBeRefused(Refusals.TenantMissing).ShouldBe(detail);
        var user = (await _default.CreateUser("ann")).Value();
        (await _missing.Add(held.Id, user.Id)).ShouldBeRefused(Refusals.TenantMissing).ShouldBe(detail);
        (await _missing.Remove(held.Id, user.Id)).ShouldBeRefused(Refusals.TenantMissing).ShouldBe(detail);

        (await _missing.ListGroups()).Value().TotalResults.ShouldBe(0);
        (await _default.ListUsers()).Value().Items.Select(u => u.Text("userName")).ShouldBe(["ann"]);
        (await _default.Administration.ListTenants(0, 10)).Value().Items.ShouldNotContain(t => t.Key == "missing");
    }

    [Fact]
    public async Task G11_users_work_through_a_tenant_that_does_not_exist_but_an_external_id_there_does_not()
    {
        var user = (await _missing.CreateUser("ann")).Value();
        (await _missing.GetUser(user.Id)).Value().Groups.ShouldBeEmpty();
        (await _missing.PatchUser(user.Id, """{"op":"add","path":"title","value":"x"}""")).Value();

        (await _missing.CreateUser("ben", externalId: "1")).ShouldBeRefused(Refusals.TenantMissing);
        (await _missing.PatchUser(user.Id, """{"op":"replace","value":{"title":"y","externalId":"1"}}""")).ShouldBeRefused(Refusals.TenantMissing);

        (await _default.GetUser(user.Id)).Value().Text("title").ShouldBe("x");
        (await _default.ListUsers()).Value().TotalResults.ShouldBe(1);
        (await _missing.DeleteUser(user.Id)).Value();
    }

    [Fact]
    public async Task G12_one_bad_member_and_nothing_is_applied()
    {
        var user = (await _default.CreateUser("ann")).Value();
        var group = (await _default.CreateGroup("Eng")).Value();

        (await _default.PatchGroup(group.Id, $$"""
            {"op":"replace","path":"displayName","value":"Other"},
            {"op":"add","path":"members","value":[{"value":"{{user.Id}}"},{"value":"brand-new"},{"value":"{{Guid.NewGuid()}}"}]}
            """)).ShouldBeRefused(Refusals.StaleMember);

        var same = (await _default.GetGroup(group.Id)).Value();
        (same.DisplayName, same.MemberCount, same.Version).ShouldBe(("Eng", 0, group.Version));
        (await _default.ListUsers()).Value().TotalResults.ShouldBe(1);
    }

    [Fact]
    public async Task G12_a_put_is_name_external_id_and_members_in_one_version()
    {
        var users = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i => (await _default.CreateUser("u" + i)).Value().Id));
        var group = (await _default.CreateGroup("Eng", externalId: "1", members: [users[0].ToString(), users[1].ToString()])).Value();

        var put = (await _default.ReplaceGroup(group.Id, "Engineering", null, users[1].ToString(), users[2].ToString())).Value();

        (put.DisplayName, put.ExternalId, put.Version).ShouldBe(("Engineering", null, group.Version + 1));
        put.Members!.Ids().ShouldBe([users[1], users[2]], ignoreOrder: true);
        (await _default.MemberIds(group.Id)).ShouldBe([users[1], users[2]], ignoreOrder: true);
        (await _default.ReplaceGroup(group.Id, "Engineering", null, users[2].ToString(), users[1].ToString())).Value().Version.ShouldBe(put.Version);
    }

    [Fact]
    public async Task G12_operations_apply_in_their_order()
    {
        var user = (await _default.CreateUser("ann")).Value();
        var group = (await _default.CreateGroup("Eng")).Value();

        (await _default.PatchGroup(group.Id, $$"""
            {"op":"add","path":"members","value":[{"value":"{{user.Id}}"}]},
            {"op":"remove","path":"members[value eq \"{{user.Id}}\"]"}
            """)).Value().MemberCount.ShouldBe(0);
        (await _default.PatchGroup(group.Id, $$"""
            {"op":"remove","path":"members"},
            {"op":"add","path":"members","value":[{"value":"{{user.Id}}"}]}
            """)).Value().MemberCount.ShouldBe(1);
    }

    [Fact]
    public async Task G14_a_group_as_a_member_is_refused()
    {
        var inner = (await _default.CreateGroup("Inner")).Value();
        (await _default.CreateGroupOf($$"""{"displayName":"Outer","members":[{"value":"{{inner.Id}}","type":"Group"}]}""")).ShouldBeRefused(Refusals.NestedGroup);
        var outer = (await _default.CreateGroup("Outer")).Value();
        (await _default.PatchGroup(outer.Id, $$"""{"op":"add","path":"members","value":[{"value":"{{inner.Id}}","type":"Group"}]}"""))
            .ShouldBeRefused(Refusals.NestedGroup);
        (await _default.Add(outer.Id, inner.Id)).ShouldBeRefused(Refusals.StaleMember);
    }

    [Fact]
    public async Task a_defined_role_is_held_by_every_tenant_and_by_those_to_come()
    {
        var role = (await _default.Administration.DefineRole("Auditors")).Value();

        role.Defined.ShouldBeTrue();
        (await _default.GetGroup(role.Id)).Value().DisplayName.ShouldBe("Auditors");
        (await _acme.GetGroup(role.Id)).Value().DisplayName.ShouldBe("Auditors");
        var later = await _default.NewTenant("later");
        (await later.GetGroup(role.Id)).Value().MemberCount.ShouldBe(0);
        (await later.CreateGroup("Auditors")).ShouldBeRefused(Refusals.GroupHeld);
    }

    [Fact]
    public async Task a_definition_in_the_way_of_a_tenants_name_is_refused_naming_the_tenant()
    {
        var group = (await _acme.CreateGroup("Eng")).Value();
        (await _acme.Rename(group.Id, "Auditors")).Value();

        (await _default.Administration.DefineRole("Audit ors")).ShouldBeRefused(Refusals.NameHeldByTenant).ShouldContain("'acme'");
        (await _default.Administration.DefineRole("En g")).ShouldBeRefused(Refusals.RoleKeyTaken);
        (await _default.Administration.DefineRole("!")).ShouldBeRefused(Refusals.GroupNameInvalid);
    }

    [Fact]
    public async Task a_members_name_follows_the_user()
    {
        var user = (await _default.CreateUser("ann", more: ""","displayName":"Ann" """)).Value();
        var group = (await _default.CreateGroup("Eng", members: [user.Id.ToString()])).Value();
        (await _default.GetGroup(group.Id)).Value().Members!.Names().ShouldBe(["Ann"]);

        (await _acme.PatchUser(user.Id, """{"op":"replace","path":"displayName","value":"Ann \"A\" Müller"}""")).Value();

        for (var silo = 0; silo < shared.Cluster.Silos * 2; silo++)
        {
            (await _default.GetGroup(group.Id)).Value().Members!.Names().ShouldBe(["Ann \"A\" Müller"]);
        }
    }

    [Fact]
    public async Task an_answer_carries_at_most_a_thousand_members()
    {
        var names = Enumerable.Range(0, 1001).Select(i => $"u{i}").ToArray();
        var group = (await _default.CreateGroup("Eng", members: names[..1000])).Value();
        group.Members!.Count.ShouldBe(1000);

        var larger = (await _default.Add(group.Id, names[1000])).Value();

        (larger.MemberCount, larger.Members).ShouldBe((1001, null));
        (await _default.MemberIds(group.Id)).Length.ShouldBe(1001);
    }
}
