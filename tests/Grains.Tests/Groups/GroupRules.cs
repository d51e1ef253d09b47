using Scim.Grains.Tests.TestKit;
using Scim.Protocol.Errors;

namespace Scim.Grains.Tests.Groups;

[Collection(OneSiloCollection.Name)]
public sealed class GroupRulesOnOneSilo(OneSilo shared) : GroupRules(shared);

[Collection(TwoSilosCollection.Name)]
public sealed class GroupRulesOnTwoSilos(TwoSilos shared) : GroupRules(shared);

public abstract partial class GroupRules(SharedCluster shared) : IAsyncLifetime
{
    private Connection _default = null!;
    private Connection _acme = null!;
    private Connection _missing = null!;

    public async Task InitializeAsync()
    {
        _default = shared.Cluster.Connect(await shared.Cluster.NewEnvironment());
        _acme = await _default.NewTenant("acme");
        _missing = _default.Through("missing");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task G1_the_role_key_is_the_name_without_what_does_not_count()
    {
        (await _default.CreateGroup("Eng Team (EU)_1-a é")).Value();

        var role = (await _default.Administration.ListRoles(0, 10)).Value().Items.Single();
        (role.Key, role.DisplayName, role.Defined, role.Holders).ShouldBe(("EngTeamEU_1-a", "Eng Team (EU)_1-a é", false, 1));
    }

    [Fact]
    public async Task G1_case_counts_and_the_key_never_changes()
    {
        var upper = (await _default.CreateGroup("Eng")).Value();
        var lower = (await _default.CreateGroup("eng")).Value();
        lower.Id.ShouldNotBe(upper.Id);

        (await _default.Rename(upper.Id, "Platform")).Value();
        (await _default.Administration.ListRoles(0, 10)).Value().Items.Select(r => r.Key).Order().ShouldBe(["Eng", "eng"]);
    }

    [Fact]
    public async Task G2_a_second_tenant_reuses_the_role()
    {
        var first = (await _default.CreateGroup("Eng", externalId: "d")).Value();

        var second = (await _acme.CreateGroup("Eng", externalId: "a")).Value();

        second.Id.ShouldBe(first.Id);
        second.ExternalId.ShouldBe("a");
        (await _default.GetGroup(first.Id)).Value().ExternalId.ShouldBe("d");
        (await _default.Administration.ListRoles(0, 10)).Value().Items.Single().Holders.ShouldBe(2);
    }

    [Fact]
    public async Task G2_the_comparison_is_with_the_roles_own_name_not_with_a_tenants_override()
    {
        var first = (await _default.CreateGroup("Eng")).Value();
        (await _default.Rename(first.Id, "E n g")).Value();

        (await _acme.CreateGroup("Eng")).Value().Id.ShouldBe(first.Id);
    }

    [Fact]
    public async Task G3_another_name_of_the_same_key_is_refused_naming_the_key()
    {
        (await _default.CreateGroup("Eng Team")).Value();

        (await _acme.CreateGroup("EngTeam")).ShouldBeRefused(Refusals.RoleKeyTaken).ShouldContain("'EngTeam'");
        (await _acme.ListGroups()).Value().TotalResults.ShouldBe(0);
    }

    [Fact]
    public async Task G4_a_name_that_the_tenant_holds_is_refused()
    {
        (await _default.CreateGroup("Eng")).Value();

        (await _default.CreateGroup("Eng")).ShouldBeRefused(Refusals.GroupHeld).ShouldContain("Eng");
    }

    [Fact]
    public async Task G4_the_key_of_a_role_that_the_tenant_holds_under_another_name_is_refused_giving_both()
    {
        var group = (await _default.CreateGroup("Eng")).Value();
        (await _default.Rename(group.Id, "Platform")).Value();

        var detail = (await _default.CreateGroup("Eng")).ShouldBeRefused(Refusals.GroupHeld);
        detail.ShouldContain("'Eng'");
        detail.ShouldContain("'Platform'");
    }

    [Fact]
    public async Task G4_a_name_that_normalises_like_a_present_name_is_refused()
    {
        var group = (await _default.CreateGroup("Eng")).Value();
        (await _default.Rename(group.Id, "Platform")).Value();

        var detail = (await _default.CreateGroup("Plat form")).ShouldBeRefused(Refusals.GroupNameTaken);
        detail.ShouldContain("'Platform'");
    }

    [Theory]
    [InlineData("!!!")]
    [InlineData("日本語")]
    public async Task G5_a_name_without_a_character_that_counts_is_refused_saying_which_count(string name)
    {
        (await _default.CreateGroup(name)).ShouldBeRefused(Refusals.GroupNameInvalid).ShouldContain("letters");
        var group = (await _default.CreateGroup("Eng")).Value();
        (await _default.Rename(group.Id, name)).ShouldBeRefused(Refusals.GroupNameInvalid);
        (await _default.ReplaceGroup(group.Id, name)).ShouldBeRefused(Refusals.GroupNameInvalid);
    }

    [Fact]
    public async Task G5_a_name_has_at_most_256_characters()
    {
        (await _default.CreateGroup(new string('a', 256))).Value();
        (await _default.CreateGroup(new string('b', 257))).ShouldBeRefused(Refusals.GroupNameInvalid);
    }

    [Fact]
    public async Task G6_a_tenant_sees_exactly_the_groups_it_holds()
    {
        var here = (await _default.CreateGroup("Eng")).Value();
        var there = (await _acme.CreateGroup("Ops")).Value();

        (await _acme.GetGroup(here.Id)).ShouldBeRefused(Refusals.GroupMissing);
        (await _acme.GetGroup(here.Id, withMembers: false)).ShouldBeRefused(Refusals.GroupMissing);
        (await _acme.Rename(here.Id, "x")).ShouldBeRefused(Refusals.GroupMissing);
        (await _acme.ReplaceGroup(here.Id, "x")).ShouldBeRefused(Refusals.GroupMissing);
        (await _acme.DeleteGroup(here.Id)).ShouldBeRefused(Refusals.GroupMissing);
        (await _acme.ListGroups()).Value().Items.Select(g => g.Id).ShouldBe([there.Id]);
        var user = (await _default.CreateUser("ann")).Value();
        (await _acme.Add(here.Id, user.Id)).ShouldBeRefused(Refusals.GroupMissing);
        (await _acme.Remove(here.Id, user.Id)).ShouldBeRefused(Refusals.GroupMissing);
    }

    [Fact]
    public async Task G6_members_and_version_are_the_tenants_own()
    {
        var user = (await _default.CreateUser("ann")).Value();
        var group = (await _default.CreateGroup("Eng", members: [user.Id.ToString()])).Value();
        await _acme.CreateGroup("Eng");

        (await _acme.MemberIds(group.Id)).ShouldBeEmpty();
        (await _acme.Rename(group.Id, "Other")).Value();
        var same = (await _default.GetGroup(group.Id)).Value();
        (same.DisplayName, same.Version, same.LastModified).ShouldBe(("Eng", group.Version, group.LastModified));
    }

    [Fact]
    public async Task G7_a_rename_is_for_one_tenant_alone()
    {
        var group = (await _default.CreateGroup("Eng")).Value();
        await _acme.CreateGroup("Eng");

        (await _default.Rename(group.Id, "Engineering")).Value().DisplayName.ShouldBe("Engineering");

        (await _default.GetGroup(group.Id)).Value().DisplayName.ShouldBe("Engineering");
        (await _acme.GetGroup(group.Id)).Value().DisplayName.ShouldBe("Eng");
    }

    [Fact]
    public async Task G7_two_groups_of_a_tenant_never_have_names_that_normalise_alike()
    {
        var eng = (await _default.CreateGroup("Eng")).Value();
        var ops = (await _default.CreateGroup("Ops")).Value();

        (await _default.Rename(ops.Id, "E n g")).ShouldBeRefused(Refusals.GroupNameTaken).ShouldContain("'Eng'");
        (await _default.ReplaceGroup(ops.Id, "Eng!")).ShouldBeRefused(Refusals.GroupNameTaken);
        (await _default.Rename(eng.Id, "E n g")).Value();
        (await _default.GetGroup(ops.Id)).Value().DisplayName.ShouldBe("Ops");
    }
}
