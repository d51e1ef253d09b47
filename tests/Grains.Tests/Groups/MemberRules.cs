using Scim.Grains.Tests.TestKit;
using Scim.Protocol.Errors;

namespace Scim.Grains.Tests.Groups;

[Collection(OneSiloCollection.Name)]
public sealed class MemberRulesOnOneSilo(OneSilo shared) : MemberRules(shared);

[Collection(TwoSilosCollection.Name)]
public sealed class MemberRulesOnTwoSilos(TwoSilos shared) : MemberRules(shared);

/// <summary>Rule G10: whom a member's value means.</summary>
public abstract class MemberRules(SharedCluster shared) : IAsyncLifetime
{
    private Connection _default = null!;

    public async Task InitializeAsync() => _default = shared.Cluster.Connect(await shared.Cluster.NewEnvironment());

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task G10_a_member_is_found_by_id_then_by_user_name_whatever_its_case()
    {
        var ann = (await _default.CreateUser("Ann")).Value();
        var ben = (await _default.CreateUser("ben")).Value();

        var group = (await _default.CreateGroup("Eng", members: [ann.Id.ToString().ToUpperInvariant(), "BEN", "ann"])).Value();

        group.Members!.Ids().ShouldBe([ann.Id, ben.Id], ignoreOrder: true);
        (await _default.ListUsers()).Value().TotalResults.ShouldBe(2);
    }

    [Fact]
    public async Task G10_a_user_name_shaped_like_an_id_is_found_after_the_ids()
    {
        var shaped = Guid.NewGuid().ToString();
        var user = (await _default.CreateUser(shaped)).Value();
        var group = (await _default.CreateGroup("Eng")).Value();

        (await _default.Add(group.Id, shaped)).Value().Members!.Ids().ShouldBe([user.Id]);
        (await _default.Remove(group.Id, shaped)).Value().MemberCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("post")]
    [InlineData("patch")]
    [InlineData("put")]
    public async Task G10_an_unknown_user_name_becomes_a_provisional_user(string by)
    {
        var group = await Add(by, "New.User@example.com", "new.user@EXAMPLE.com");

        var user = (await _default.ListUsers()).Value().Items.Single();
        (await _default.MemberIds(group)).ShouldBe([user.Id]);
        user.Text("userName").ShouldBe("New.User@example.com");
        user.Text("active").ShouldBe("True");
        (await _default.RoleNames(user.Id)).ShouldBe(["Eng"]);
    }

    [Theory]
    [InlineData("post")]
    [InlineData("patch")]
    [InlineData("put")]
    public async Task G10_an_id_that_is_no_users_is_refused_and_nothing_applied(string by)
    {
        var stale = Guid.NewGuid().ToString();
        var group = by == "post" ? Guid.Empty : (await _default.CreateGroup("Eng")).Value().Id;

        var outcome = by switch
        {
            "post" => await _default.CreateGroup("Eng", members: ["someone", stale]),
            "patch" => await _default.Add(group, "someone", stale),
            _ => await _default.ReplaceGroup(group, "Eng", null, "someone", stale),
        };

        outcome.ShouldBeRefused(Refusals.StaleMember).ShouldContain(stale);
        (await _default.ListUsers()).Value().TotalResults.ShouldBe(0);
        (await _default.ListGroups()).Value().TotalResults.ShouldBe(by == "post" ? 0 : 1);
    }

    [Theory]
    [InlineData("bulkId:1")]
    [InlineData("BULKID:1")]
    public async Task G10_a_bulk_reference_is_never_a_user_name(string reference)
    {
        var group = (await _default.CreateGroup("Eng")).Value();

        (await _default.Add(group.Id, reference)).ShouldBeRefused(Refusals.UnresolvedReference);
        (await _default.CreateGroup("Ops", members: [reference])).ShouldBeRefused(Refusals.UnresolvedReference);
        (await _default.ListUsers()).Value().TotalResults.ShouldBe(0);
    }

    [Fact]
    public async Task G10_removing_whoever_is_unknown_or_absent_changes_nothing()
    {
        var ann = (await _default.CreateUser("ann")).Value();
        var ben = (await _default.CreateUser("ben")).Value();
        var group = (await _default.CreateGroup("Eng", members: [ann.Id.ToString()])).Value();

        foreach (var absent in new[] { ben.Id.ToString(), Guid.NewGuid().ToString(), "nobody", "bulkId:1", "ben" })
        {
            var after = (await _default.Remove(group.Id, absent)).Value();
            (after.Version, after.MemberCount, after.LastModified).ShouldBe((group.Version, 1, group.LastModified));
        }

        (await _default.ListUsers()).Value().TotalResults.ShouldBe(2);
    }

    [Fact]
    public async Task G10_display_finds_and_names_nobody()
    {
        var ann = (await _default.CreateUser("ann", more: ""","displayName":"Ann" """)).Value();

        var group = (await _default.CreateGroupOf("""{"displayName":"Eng","members":[{"value":"other","display":"Ann"}]}""")).Value();

        group.Members!.Ids().ShouldNotContain(ann.Id);
        group.Members!.Names().ShouldBe(["other"]);
    }

    [Fact]
    public async Task G10_the_first_post_adopts_a_provisional_user_and_a_second_is_refused()
    {
        var group = await Add("post", "ann");
        var provisional = (await _default.MemberIds(group)).Single();

        var adopted = (await _default.CreateUser("ANN", externalId: "1", more: ""","title":"x" """)).Value();

        (adopted.Id, adopted.ExternalId, adopted.Text("userName"), adopted.Text("title")).ShouldBe((provisional, "1", "ANN", "x"));
        adopted.Groups.Length.ShouldBe(1);
        (await _default.CreateUser("ann")).ShouldBeRefused(Refusals.UserNameTaken);
    }

    [Fact]
    public async Task G10_a_put_of_its_id_adopts_a_provisional_user()
    {
        var provisional = (await _default.MemberIds(await Add("post", "ann"))).Single();

        (await _default.ReplaceUser(provisional, """{"userName":"ann","active":true}""")).Value();

        (await _default.CreateUser("ann")).ShouldBeRefused(Refusals.UserNameTaken);
    }

    [Fact]
    public async Task G10_a_patch_of_its_id_adopts_a_provisional_user()
    {
        var provisional = (await _default.MemberIds(await Add("post", "ann"))).Single();

        (await _default.PatchUser(provisional, """{"op":"add","path":"title","value":"x"}""")).Value();

        (await _default.CreateUser("ann")).ShouldBeRefused(Refusals.UserNameTaken);
    }

    [Fact]
    public async Task G10_renaming_another_user_onto_a_provisional_name_is_refused()
    {
        await Add("post", "ann");
        var ben = (await _default.CreateUser("ben")).Value();

        (await _default.PatchUser(ben.Id, """{"op":"replace","path":"userName","value":"ann"}""")).ShouldBeRefused(Refusals.UserNameTaken);
    }

    [Fact]
    public async Task adding_a_member_twice_changes_nothing_the_second_time()
    {
        var ann = (await _default.CreateUser("ann")).Value();
        var group = (await _default.CreateGroup("Eng")).Value();

        var once = (await _default.Add(group.Id, ann.Id)).Value();
        var twice = (await _default.Add(group.Id, ann.Id)).Value();

        once.Version.ShouldBe(group.Version + 1);
        (twice.Version, twice.MemberCount, twice.LastModified).ShouldBe((once.Version, 1, once.LastModified));
    }

    [Fact]
    public async Task members_are_removed_by_a_filter_on_their_names()
    {
        var ann = (await _default.CreateUser("ann", more: ""","displayName":"Ann" """)).Value();
        var ben = (await _default.CreateUser("ben", more: ""","displayName":"Ben" """)).Value();
        var group = (await _default.CreateGroup("Eng", members: [ann.Id.ToString(), ben.Id.ToString()])).Value();

        (await _default.PatchGroup(group.Id, """{"op":"remove","path":"members[display sw \"A\"]"}""")).Value().Members!.Ids().ShouldBe([ben.Id]);
    }

    [Fact]
    public async Task a_replacement_of_a_member_that_is_none_has_no_target()
    {
        var ann = (await _default.CreateUser("ann")).Value();
        var ben = (await _default.CreateUser("ben")).Value();
        var group = (await _default.CreateGroup("Eng", members: [ann.Id.ToString()])).Value();

        (await _default.PatchGroup(group.Id, $$"""{"op":"replace","path":"members[value eq \"{{ben.Id}}\"]","value":[{"value":"{{ben.Id}}"}]}"""))
            .ShouldBeRefused(Refusals.PatchNoTarget);
    }

    private async Task<Guid> Add(string by, params string[] members)
    {
        if (by == "post")
        {
            return (await _default.CreateGroup("Eng", members: members)).Value().Id;
        }

        var group = (await _default.CreateGroup("Eng")).Value().Id;
        (by == "patch" ? await _default.Add(group, members) : await _default.ReplaceGroup(group, "Eng", null, members)).Value();
        return group;
    }
}
