using Scim.Grains.Interfaces.Results;
using Scim.Grains.Tests.TestKit;
using Scim.Protocol.Errors;

namespace Scim.Grains.Tests.Races;

/// <summary>Hundreds of requests at once through two silos; the store's unique indexes and locks have to decide.</summary>
[Collection(TwoSilosCollection.Name)]
public sealed class RaceTests(TwoSilos shared) : IAsyncLifetime
{
    private Connection _default = null!;

    public async Task InitializeAsync() => _default = shared.Cluster.Connect(await shared.Cluster.NewEnvironment());

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task U2_of_many_posts_of_one_name_exactly_one_creates_a_user()
    {
        var outcomes = await AtOnce(400, i => _default.CreateUser("name" + i % 20));

        outcomes.Count(o => !o.IsRefused).ShouldBe(20);
        outcomes.Where(o => o.IsRefused).ShouldAllBe(o => o.Refusal!.Id == Refusals.UserNameTaken.Id);
        (await _default.ListUsers()).Value().TotalResults.ShouldBe(20);
    }

    [Fact]
    public async Task U2_of_many_renames_to_one_name_exactly_one_succeeds()
    {
        var users = await AtOnce(100, async i => (await _default.CreateUser("u" + i)).Value().Id);

        var outcomes = await AtOnce(100, i => _default.PatchUser(users[i], """{"op":"replace","path":"userName","value":"Wanted"}"""));

        outcomes.Count(o => !o.IsRefused).ShouldBe(1);
        outcomes.Where(o => o.IsRefused).ShouldAllBe(o => o.Refusal!.Id == Refusals.UserNameTaken.Id);
    }

    [Fact]
    public async Task G2_G13_parallel_posts_of_one_name_from_many_tenants_leave_one_role()
    {
        var tenants = await AtOnce(50, i => _default.NewTenant("t" + i));

        var outcomes = await AtOnce(300, i => tenants[i % 50].CreateGroup("Eng"));

        outcomes.Where(o => !o.IsRefused).Select(o => o.Value!.Id).Distinct().Count().ShouldBe(1);
        outcomes.Count(o => !o.IsRefused).ShouldBe(50);
        outcomes.Where(o => o.IsRefused).ShouldAllBe(o => o.Refusal!.Id == Refusals.GroupHeld.Id);
        var role = (await _default.Administration.ListRoles(0, 10)).Value().Items.Single();
        role.Holders.ShouldBe(50);
    }

    [Fact]
    public async Task G3_parallel_posts_of_two_names_of_one_key_let_one_name_win()
    {
        var tenants = await AtOnce(40, i => _default.NewTenant("t" + i));

        var outcomes = await AtOnce(40, i => tenants[i].CreateGroup(i % 2 == 0 ? "Eng Team" : "EngTeam"));

        outcomes.Where(o => !o.IsRefused).Select(o => o.Value!.DisplayName).Distinct().Count().ShouldBe(1);
        outcomes.Count(o => !o.IsRefused).ShouldBe(20);
        outcomes.Where(o => o.IsRefused).ShouldAllBe(o => o.Refusal!.Id == Refusals.RoleKeyTaken.Id);
    }

    [Fact]
    public async Task G7_parallel_renames_to_names_that_normalise_alike_let_one_win()
    {
        var groups = await AtOnce(60, async i => (await _default.CreateGroup("g" + i)).Value().Id);

        var outcomes = await AtOnce(60, i => _default.Rename(groups[i], i % 2 == 0 ? "Same Name" : "SameName"));

        outcomes.Count(o => !o.IsRefused).ShouldBe(1);
        outcomes.Where(o => o.IsRefused).ShouldAllBe(o => o.Refusal!.Id == Refusals.GroupNameTaken.Id);
    }

    [Fact]
    public async Task G13_parallel_adds_of_different_users_lose_nobody()
    {
        var users = await AtOnce(300, async i => (await _default.CreateUser("u" + i)).Value().Id);
        var group = (await _default.CreateGroup("Eng")).Value();

        (await AtOnce(300, i => _default.Add(group.Id, users[i]))).ShouldAllBe(o => !o.IsRefused);

        (await _default.MemberIds(group.Id)).ShouldBe(users, ignoreOrder: true);
        (await _default.GetGroup(group.Id)).Value().Version.ShouldBe(group.Version + 300);
    }

    [Fact]
    public async Task G13_adds_removals_renames_and_many_member_patches_together_lose_nobody()
    {
        var users = await AtOnce(200, async i => (await _default.CreateUser("u" + i)).Value().Id);
        var group = (await _default.CreateGroup("Eng", members: [.. users[..50].Select(u => u.ToString())])).Value();

        await AtOnce(200, async i => (i switch
        {
            < 50 => await _default.Remove(group.Id, users[i]),
            < 100 => await _default.Add(group.Id, users[i]),
            < 150 => await _default.Rename(group.Id, "Eng " + i),
            _ => await _default.Add(group.Id, users[i].ToString(), users[(i + 1) % 50 + 150].ToString()),
        }).Value());

        (await _default.MemberIds(group.Id)).ShouldBe(users[50..100].Concat(users[150..]), ignoreOrder: true);
    }

    [Fact]
    public async Task G10_parallel_assignments_of_one_unknown_name_make_one_provisional_user()
    {
        var groups = await AtOnce(20, async i => (await _default.CreateGroup("g" + i)).Value().Id);

        (await AtOnce(200, i => _default.Add(groups[i % 20], i % 2 == 0 ? "new" : "NEW"))).ShouldAllBe(o => !o.IsRefused);

        var user = (await _default.ListUsers()).Value().Items.Single();
        user.Groups.Length.ShouldBe(20);
    }

    [Fact]
    public async Task G10_parallel_posts_adopt_a_provisional_user_once()
    {
        await _default.CreateGroup("Eng", members: ["ann"]);
        var provisional = (await _default.ListUsers()).Value().Items.Single().Id;

        var outcomes = await AtOnce(100, i => _default.CreateUser("ann", more: $$""","title":"t{{i}}" """));

        var adopted = outcomes.Single(o => !o.IsRefused).Value!;
        adopted.Id.ShouldBe(provisional);
        (await _default.GetUser(provisional)).Value().Text("title").ShouldBe(adopted.Text("title"));
    }

    [Fact]
    public async Task an_assignment_that_races_a_deletion_leaves_no_orphan()
    {
        var tenant = await _default.NewTenant("acme");
        var here = (await _default.CreateGroup("Eng")).Value().Id;
        var there = (await tenant.CreateGroup("Ops")).Value().Id;
        var users = await AtOnce(100, async i => (await _default.CreateUser("u" + i)).Value().Id);

        await AtOnce(300, async i =>
        {
            var user = users[i / 3];
            switch (i % 3)
            {
                case 0:
                    await _default.Add(here, user);
                    break;
                case 1:
                    (await _default.DeleteUser(user)).Value();
                    break;
                default:
                    await tenant.Add(there, user);
                    break;
            }

            return user;
        });

        (await _default.MemberIds(here)).ShouldBeEmpty();
        (await tenant.MemberIds(there)).ShouldBeEmpty();
        (await _default.ListUsers()).Value().TotalResults.ShouldBe(0);
    }

    [Fact]
    public async Task G8_releases_that_race_taking_up_leave_every_holder_a_definition()
    {
        var tenants = await AtOnce(10, i => _default.NewTenant("t" + i));
        await AtOnce(200, async i =>
        {
            var tenant = tenants[i % 10];
            var created = await tenant.CreateGroup("Eng");
            return created.IsRefused ? Done.Instance : (await tenant.DeleteGroup(created.Value.Id)).Value;
        });

        var groups = await AtOnce(10, i => tenants[i].ListGroups());
        var holders = groups.Sum(g => g.Value().TotalResults);
        var roles = (await _default.Administration.ListRoles(0, 10)).Value().Items;
        (roles.Length == 0 ? 0 : roles.Single().Holders).ShouldBe(holders);
        var ids = await AtOnce(10, async i => await tenants[i].CreateGroup("Eng"));
        ids.Where(o => !o.IsRefused).Select(o => o.Value!.Id).Distinct().Count().ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task U9_parallel_patches_of_one_user_are_all_there_and_each_moves_the_version_once()
    {
        var user = (await _default.CreateUser("ann")).Value();

        var outcomes = await AtOnce(100, i => _default.PatchUser(user.Id, $$"""{"op":"add","path":"emails","value":[{"value":"e{{i}}@example.com"}]}"""));

        outcomes.Select(o => o.Value().ProfileVersion).Distinct().Count().ShouldBe(100);
        var after = (await _default.GetUser(user.Id)).Value();
        after.ProfileVersion.ShouldBe(101);
        after.Json().GetProperty("emails").GetArrayLength().ShouldBe(100);
    }

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
