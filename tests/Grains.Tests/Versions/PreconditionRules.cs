using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Users;
using Scim.Grains.Tests.TestKit;
using Scim.Protocol.Errors;

namespace Scim.Grains.Tests.Versions;

/// <summary>Changes under a precondition, through two silos: decided on the version that the commit is held to (RFC 7644 §3.14).</summary>
[Collection(TwoSilosCollection.Name)]
public sealed class PreconditionRules(TwoSilos shared) : IAsyncLifetime
{
    private Connection _default = null!;

    public async Task InitializeAsync() => _default = shared.Cluster.Connect(await shared.Cluster.NewEnvironment());

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task of_hundreds_of_writers_with_one_version_of_a_user_exactly_one_wins()
    {
        for (var round = 0; round < 3; round++)
        {
            var user = (await _default.CreateUser($"ann{round}", externalId: "a")).Value();

            // Changes of the profile, of this tenant's link, of both, by PATCH and PUT.
            var outcomes = await AtOnce(300, i => (i % 4) switch
            {
                0 => _default.PatchUserIf(user.Id, Of(user), $$"""{"op":"replace","path":"title","value":"t{{i}}"}"""),
                1 => _default.PatchUserIf(user.Id, Of(user), $$"""{"op":"replace","path":"externalId","value":"x{{i}}"}"""),
                2 => _default.PatchUserIf(user.Id, Of(user), $$"""{"op":"replace","value":{"title":"t{{i}}","externalId":"x{{i}}"} }"""),
                _ => _default.ReplaceUserIf(user.Id, Of(user), $$"""{"userName":"ann{{round}}","externalId":"a","title":"t{{i}}"}"""),
            });

            var winner = outcomes.Single(o => !o.IsRefused).Value!;
            outcomes.Where(o => o.IsRefused).ShouldAllBe(o => o.Refusal!.Id == Refusals.PreconditionFailed.Id);
            var after = (await _default.GetUser(user.Id)).Value();
            (after.Version, after.ExternalId, after.Text("title")).ShouldBe((winner.Version, winner.ExternalId, winner.Text("title")));
        }
    }

    [Fact]
    public async Task of_hundreds_of_writers_with_one_version_of_a_group_exactly_one_wins()
    {
        var users = await AtOnce(40, async i => (await _default.CreateUser("u" + i)).Value().Id.ToString());
        for (var round = 0; round < 3; round++)
        {
            var group = (await _default.CreateGroup($"Eng {round}", members: users[0])).Value();

            // A change of one member commutes with others when it stands under no precondition; here it does not.
            var outcomes = await AtOnce(300, i => (i % 3) switch
            {
                0 => _default.PatchGroupIf(group.Id, Of(group), $$"""{"op":"add","path":"members","value":[{"value":"{{users[1 + (i % 39)]}}"}]}"""),
                1 => _default.PatchGroupIf(group.Id, Of(group), $$"""{"op":"replace","path":"displayName","value":"Eng {{round}} {{i}}"}"""),
                _ => _default.ReplaceGroupIf(group.Id, Of(group), $"Eng {round}", users[1 + (i % 39)]),
            });

            var winner = outcomes.Single(o => !o.IsRefused).Value!;
            outcomes.Where(o => o.IsRefused).ShouldAllBe(o => o.Refusal!.Id == Refusals.PreconditionFailed.Id);
            var after = (await _default.GetGroup(group.Id)).Value();
            (after.Version, after.DisplayName, after.MemberCount).ShouldBe((group.Version + 1, winner.DisplayName, winner.MemberCount));
        }
    }

    [Fact]
    public async Task of_deletions_and_changes_with_one_version_exactly_one_wins()
    {
        for (var round = 0; round < 10; round++)
        {
            var user = (await _default.CreateUser($"ann{round}")).Value();
            var group = (await _default.CreateGroup($"Eng {round}")).Value();
            var refusals = await AtOnce(60, async i => (i % 4) switch
            {
                0 => (await _default.DeleteUserIf(user.Id, Of(user))).Refusal,
                1 => (await _default.PatchUserIf(user.Id, Of(user), $$"""{"op":"replace","path":"externalId","value":"x{{i}}"}""")).Refusal,
                2 => (await _default.DeleteGroupIf(group.Id, Of(group))).Refusal,
                _ => (await _default.PatchGroupIf(group.Id, Of(group), $$"""{"op":"replace","path":"externalId","value":"x{{i}}"}""")).Refusal,
            });

            foreach (var (remainders, missing) in new[] { ((0, 1), Refusals.UserMissing), ((2, 3), Refusals.GroupMissing) })
            {
                var answers = refusals.Where((_, i) => i % 4 == remainders.Item1 || i % 4 == remainders.Item2).ToList();
                answers.Count(refusal => refusal is null).ShouldBe(1);
                answers.Where(refusal => refusal is not null).ShouldAllBe(refusal => refusal!.Id == Refusals.PreconditionFailed.Id || refusal.Id == missing.Id);
            }
        }
    }

    [Fact]
    public async Task G6_a_groups_version_is_the_tenants_own()
    {
        var acme = await _default.NewTenant("acme");
        var here = (await _default.CreateGroup("Eng")).Value();
        var there = (await acme.CreateGroup("Eng")).Value();
        there.Id.ShouldBe(here.Id);
        (await _default.Add(here.Id, (await _default.CreateUser("ann")).Value().Id)).Value();

        (await acme.PatchGroupIf(there.Id, Of(there), """{"op":"replace","path":"displayName","value":"Engineers"}""")).Value().DisplayName.ShouldBe("Engineers");
        (await _default.PatchGroupIf(here.Id, Of(here), """{"op":"replace","path":"displayName","value":"Engineers"}""")).Refusal!.Id.ShouldBe(Refusals.PreconditionFailed.Id);
    }

    [Fact]
    public async Task U9_a_users_version_covers_the_profile_and_the_tenants_own_link()
    {
        var acme = await _default.NewTenant("acme");
        var here = (await _default.CreateUser("ann")).Value();
        (await acme.PatchUser(here.Id, """{"op":"replace","path":"externalId","value":"there"}""")).Value();
        here = (await _default.PatchUserIf(here.Id, Of(here), """{"op":"replace","path":"externalId","value":"here"}""")).Value();
        var there = (await acme.GetUser(here.Id)).Value();

        (await acme.PatchUser(here.Id, """{"op":"replace","path":"title","value":"x"}""")).Value();

        (await _default.PatchUserIf(here.Id, Of(here), """{"op":"replace","path":"externalId","value":"x"}""")).Refusal!.Id.ShouldBe(Refusals.PreconditionFailed.Id);
        (await acme.DeleteUserIf(here.Id, Of(there))).Refusal!.Id.ShouldBe(Refusals.PreconditionFailed.Id);
        (await acme.DeleteUserIf(here.Id, Of((await acme.GetUser(here.Id)).Value()))).IsRefused.ShouldBeFalse();
    }

    [Fact]
    public async Task what_the_precondition_is_held_to_moves_no_version_by_itself()
    {
        var user = (await _default.CreateUser("ann", externalId: "a")).Value();
        var titled = (await _default.PatchUserIf(user.Id, Of(user), """{"op":"replace","path":"title","value":"x"}""")).Value();
        (titled.ProfileVersion, titled.LinkVersion).ShouldBe((user.ProfileVersion + 1, user.LinkVersion));
        var linked = (await _default.PatchUserIf(user.Id, Of(titled), """{"op":"replace","path":"externalId","value":"b"}""")).Value();
        (linked.ProfileVersion, linked.LinkVersion).ShouldBe((titled.ProfileVersion, titled.LinkVersion + 1));
        (await _default.PatchUserIf(user.Id, Of(linked), """{"op":"replace","path":"title","value":"x"}""")).Value().Version.ShouldBe(linked.Version);
        var events = (await _default.Administration.ReadEvents(0, 100)).Value().Items.Where(e => e.ResourceId == user.Id).Select(e => e.Kind);
        events.ShouldBe(["user.created", "user.linked", "user.changed", "user.linked"]);
    }

    [Fact]
    public async Task a_repetition_that_finds_its_work_done_is_no_conflict()
    {
        var user = (await _default.CreateUser("ann")).Value();
        const string Json = """{"userName":"ann","title":"x"}""";
        var done = (await _default.ReplaceUserIf(user.Id, Of(user), Json)).Value();
        (await _default.ReplaceUserIf(user.Id, Of(user) with { IsRepetition = true }, Json)).Value().Version.ShouldBe(done.Version);
        (await _default.ReplaceUserIf(user.Id, Of(user), Json)).Refusal!.Id.ShouldBe(Refusals.PreconditionFailed.Id);
        (await _default.ReplaceUserIf(user.Id, Of(user) with { IsRepetition = true }, """{"userName":"ann","title":"y"}""")).Refusal!.Id.ShouldBe(Refusals.PreconditionFailed.Id);

        var group = (await _default.CreateGroup("Eng")).Value();
        var filled = (await _default.ReplaceGroupIf(group.Id, Of(group), "Eng", "ann", "new")).Value();
        (await _default.ReplaceGroupIf(group.Id, Of(group) with { IsRepetition = true }, "Eng", "ann", "new")).Value().Version.ShouldBe(filled.Version);
        (await _default.ReplaceGroupIf(group.Id, Of(group) with { IsRepetition = true }, "Eng", "ann")).Refusal!.Id.ShouldBe(Refusals.PreconditionFailed.Id);
    }

    [Fact]
    public async Task U6_what_only_an_active_user_may_do_is_refused_to_one_who_is_not()
    {
        var active = new Precondition(null, null) { ActiveOnly = true };
        var user = (await _default.CreateUser("ann")).Value();
        user = (await _default.PatchUserIf(user.Id, active, """{"op":"replace","path":"title","value":"x"}""")).Value();
        user = (await _default.ReplaceUserIf(user.Id, active, """{"userName":"ann","active":false}""")).Value();

        (await _default.PatchUserIf(user.Id, active, """{"op":"replace","path":"active","value":true}""")).ShouldBeRefused(Refusals.UserInactive);
        (await _default.PatchUserIf(user.Id, active, """{"op":"replace","path":"active","value":false}""")).ShouldBeRefused(Refusals.UserInactive);
        (await _default.ReplaceUserIf(user.Id, active, """{"userName":"ann","active":true}""")).ShouldBeRefused(Refusals.UserInactive);
        (await _default.DeleteUserIf(user.Id, active)).Refusal!.Id.ShouldBe(Refusals.UserInactive.Id);
        (await _default.ReplaceUserIf(user.Id, Of(user) with { ActiveOnly = true }, """{"userName":"ann"}""")).ShouldBeRefused(Refusals.UserInactive);

        // After a first call that nobody heard of again: what it did is answered as done, more is not done.
        (await _default.ReplaceUserIf(user.Id, active with { IsRepetition = true }, """{"userName":"ann","active":false}""")).Value().Version.ShouldBe(user.Version);
        (await _default.ReplaceUserIf(user.Id, active with { IsRepetition = true }, """{"userName":"ann","active":true}""")).ShouldBeRefused(Refusals.UserInactive);

        (await _default.PatchUser(user.Id, """{"op":"replace","path":"active","value":true}""")).Value();
        (await _default.DeleteUserIf(user.Id, active)).IsRefused.ShouldBeFalse();
    }

    [Fact]
    public async Task U6_no_race_lets_a_user_who_may_act_only_while_active_become_active_again()
    {
        var active = new Precondition(null, null) { ActiveOnly = true };
        for (var round = 0; round < 5; round++)
        {
            var user = (await _default.CreateUser($"ann{round}")).Value();
            var outcomes = await AtOnce(100, i => i == 50
                ? _default.PatchUser(user.Id, """{"op":"replace","path":"active","value":false}""")
                : _default.PatchUserIf(user.Id, active, $$"""{"op":"replace","value":{"active":true,"title":"t{{i}}"} }"""));

            outcomes[50].IsRefused.ShouldBeFalse();
            outcomes.Where(o => o.IsRefused).ShouldAllBe(o => o.Refusal!.Id == Refusals.UserInactive.Id);
            (await _default.GetUser(user.Id)).Value().Text("active").ShouldBe("False");
        }
    }

    [Fact]
    public async Task what_is_not_there_is_missing_and_not_of_another_version()
    {
        var nobody = Guid.NewGuid();
        var any = new Precondition("*", null);
        (await _default.ReplaceUserIf(nobody, any, """{"userName":"ann"}""")).Refusal!.Id.ShouldBe(Refusals.UserMissing.Id);
        (await _default.DeleteUserIf(nobody, any)).Refusal!.Id.ShouldBe(Refusals.UserMissing.Id);
        (await _default.ReplaceGroupIf(nobody, any, "Eng")).Refusal!.Id.ShouldBe(Refusals.GroupMissing.Id);
        (await _default.DeleteGroupIf(nobody, any)).Refusal!.Id.ShouldBe(Refusals.GroupMissing.Id);
        (await _default.Through("nowhere").DeleteGroupIf(nobody, any)).Refusal!.Id.ShouldBe(Refusals.TenantMissing.Id);
    }

    private static Precondition Of(UserResource user) => new($"W/\"{user.Version}\"", null);

    private static Precondition Of(GroupResource group) => new($"W/\"{group.VersionText}\"", null);

    private static async Task<T[]> AtOnce<T>(int count, Func<int, Task<T>> request)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = Enumerable.Range(0, count).Select(async i =>
        {
            await gate.Task;
            return await request(i);
        }).ToArray();
        gate.SetResult();
        return await Task.WhenAll(running).WaitAsync(TimeSpan.FromSeconds(60));
    }
}
