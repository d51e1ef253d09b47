using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Scim.Grains.Coherence;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Users;
using Scim.Grains.Tests.TestKit;
using Scim.Grains.Users;
using Scim.Protocol.Errors;

namespace Scim.Grains.Tests.Users;

/// <summary>Changes of users that are tried without their grain.</summary>
[Collection(OneSiloCollection.Name)]
public sealed class UserModificationTests(OneSilo shared) : IAsyncLifetime
{
    private Connection _client = null!;
    private UserResource _ann = null!;

    private MembershipKey Key => new(_client.Tenant, _ann.Id);

    public async Task InitializeAsync()
    {
        _client = shared.Cluster.Connect(await shared.Cluster.NewEnvironment());
        _ann = (await _client.CreateUser("ann")).Value();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task a_change_that_meets_nobody_is_made_without_the_grain()
    {
        (await Patch("one")).ShouldNotBeNull().Value().ProfileVersion.ShouldBe(2);
        (await Modification.TryReplace(Key, Body("""{"userName":"ann","title":"two"}"""), null)).ShouldNotBeNull().Value().Text("title").ShouldBe("two");

        (await Activation()).ShouldBeNull();
        (await _client.GetUser(_ann.Id)).Value().ProfileVersion.ShouldBe(3);

        (await Grain.Patch(Key.Tenant, Title("three"))).Value();
        (await Activation()).ShouldNotBeNull();
    }

    [Fact]
    public async Task nothing_is_tried_while_another_change_of_the_user_is_under_way()
    {
        Turns.Enter(Key.User);
        try
        {
            (await Patch("one")).ShouldBeNull();
            (await Modification.TryReplace(Key, Body("""{"userName":"ann"}"""), null)).ShouldBeNull();
        }
        finally
        {
            Turns.Leave(Key.User);
        }

        (await _client.GetUser(_ann.Id)).Value().ProfileVersion.ShouldBe(1);
    }

    [Fact]
    public async Task while_the_grain_or_an_attempt_changes_the_user_no_other_is_tried()
    {
        var store = new Interception();
        await using var cluster = await DirectoryCluster.Start(1, s => InterceptedStore.Around(s, store));
        var environment = await cluster.NewEnvironment();
        var user = (await cluster.Connect(environment).CreateUser("ann")).Value().Id;
        var other = (await cluster.Connect(environment).NewTenant("other")).Tenant;
        var (key, modification) = (new MembershipKey(new TenantKey(environment, "default"), user), cluster.Services(0).GetRequiredService<IUserModification>());

        foreach (var begin in new Func<string, Task<Outcome<UserResource>>>[]
        {
            title => cluster.Grains(0).User(key.User).Patch(other, Title(title)),
            async title => (await modification.TryPatch(key with { Tenant = other }, Title(title), null)).ShouldNotBeNull(),
        })
        {
            // Another tenant's view of the user is kept by nobody yet, or no longer: it is loaded.
            cluster.Services(0).GetRequiredService<CommittedCopies>().Clear();
            var version = (await cluster.Connect(environment).GetUser(user)).Value().ProfileVersion;
            var loads = store.Calls["LoadUserView"];
            var held = store.HoldUserViews = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var slow = begin($"slow {loads}");
            await Wait.Until(() => store.Calls["LoadUserView"] > loads && !slow.IsCompleted, "the load to be held up");
            store.HoldUserViews = null;

            (await modification.TryPatch(key, Title("meanwhile"), null)).ShouldBeNull();

            held.SetResult();
            (await slow).Value().ProfileVersion.ShouldBe(version + 1);
            (await modification.TryPatch(key, Title($"after {loads}"), null)).ShouldNotBeNull().Value().ProfileVersion.ShouldBe(version + 2);
        }
    }

    [Fact]
    public async Task whoever_was_slower_has_changed_nothing()
    {
        var store = new Interception();
        await using var cluster = await DirectoryCluster.Start(1, s => InterceptedStore.Around(s, store));
        var environment = await cluster.NewEnvironment();
        var user = (await cluster.Connect(environment).CreateUser("ann")).Value().Id;
        var key = new MembershipKey(new TenantKey(environment, "default"), user);
        var commits = store.Calls["Commit"];
        var held = store.HoldCommits = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var slow = cluster.Services(0).GetRequiredService<IUserModification>().TryPatch(key, Title("slow"), null);
        await Wait.Until(() => store.Calls["Commit"] > commits, "the commit to be held up");
        store.HoldCommits = null;

        (await cluster.Grains(0).User(key.User).Patch(key.Tenant, Title("fast"))).Value();
        held.SetResult();

        (await slow).ShouldBeNull();
        (await cluster.Connect(environment).GetUser(user)).Value().Text("title").ShouldBe("fast");
    }

    [Fact]
    public async Task a_refusal_is_an_answer_and_nothing_is_kept_busy_by_it()
    {
        (await _client.CreateUser("bob")).Value();

        (await Modification.TryPatch(Key, Body("{"), null)).ShouldNotBeNull().ShouldBeRefused(Refusals.MalformedJson);
        (await Patch("one", new Precondition("W/\"9.0\"", null))).ShouldNotBeNull().ShouldBeRefused(Refusals.PreconditionFailed);
        (await Modification.TryReplace(Key, Body("""{"userName":"BOB"}"""), null)).ShouldNotBeNull().ShouldBeRefused(Refusals.UserNameTaken);
        (await Modification.TryPatch(Key with { UserId = Guid.NewGuid() }, Body("{}"), null)).ShouldNotBeNull().ShouldBeRefused(Refusals.UserMissing);

        (await Patch("one")).ShouldNotBeNull().Value().ProfileVersion.ShouldBe(2);
    }

    [Fact]
    public async Task of_changes_at_once_each_is_made_or_has_changed_nothing()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() =>
            Modification.TryPatch(Key, Operation($$"""{"op":"add","path":"emails","value":[{"value":"e{{i}}@example.com"}]}"""), null))));

        var made = outcomes.Count(outcome => outcome is not null);
        made.ShouldBeInRange(1, 199);
        var after = (await _client.GetUser(_ann.Id)).Value();
        after.ProfileVersion.ShouldBe(1 + made);
        after.Json().GetProperty("emails").GetArrayLength().ShouldBe(made);
    }

    [Fact]
    public async Task where_there_are_several_nodes_nothing_is_changed_without_the_grain()
    {
        await using var cluster = await DirectoryCluster.Start(2);
        cluster.Services(0).GetService<IUserModification>().ShouldBeNull();
    }

    private static WriteRequest Body(string json) => new(Encoding.UTF8.GetBytes(json), null);

    private static WriteRequest Operation(string operation) =>
        Body($$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operation}}]}""");

    private static WriteRequest Title(string title) => Operation($$"""{"op":"replace","path":"title","value":"{{title}}"}""");

    private IUserModification Modification => shared.Cluster.Services(0).GetRequiredService<IUserModification>();

    private IUserGrain Grain => shared.Cluster.Grains(0).User(Key.User);

    private UserTurns Turns => shared.Cluster.Services(0).GetRequiredService<UserTurns>();

    private Task<Outcome<UserResource>?> Patch(string title, Precondition? precondition = null) => Modification.TryPatch(Key, Title(title), precondition);

    private ValueTask<SiloAddress?> Activation() => shared.Cluster.Grains(0).GetGrain<IManagementGrain>(0).GetActivationAddress(Grain)!;
}
