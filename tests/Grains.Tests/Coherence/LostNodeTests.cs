using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Scim.Grains.Coherence;
using Scim.Grains.Storage;
using Scim.Grains.Tests.TestKit;

namespace Scim.Grains.Tests.Coherence;

/// <summary>Nodes that freeze, die or lose their lease.</summary>
public sealed class LostNodeTests
{
    [Fact]
    public async Task copies_answer_without_the_store_until_the_lease_is_gone()
    {
        var store = new Interception();
        await using var cluster = await DirectoryCluster.Start(2, s => InterceptedStore.Around(s, store));
        var client = cluster.Connect(await cluster.NewEnvironment(), silo: 0);
        var user = (await client.CreateUser("ann")).Value().Id;
        await client.CreateGroup("Eng", members: [user.ToString()]);
        (await client.GetUser(user)).Value();
        (await client.Roles(user)).Value();

        var before = store.Reads;
        (await client.GetUser(user)).Value();
        (await client.Roles(user)).Value();
        store.Reads.ShouldBe(before, string.Join(" ", store.Calls));

        cluster.Services(0).GetRequiredService<OwnLease>().GiveUp();
        (await client.GetUser(user)).Value();
        (await client.GetUser(user)).Value();
        store.Reads.ShouldBe(before + 4, "each time the user, and the schemas of its environment");
    }

    [Fact]
    public async Task a_slow_load_does_not_bring_back_what_was_changed_meanwhile()
    {
        // A lease that a busy machine does not let lapse: without one the load need not be repeated, since the reads overlap the write.
        var store = new Interception();
        await using var cluster = await DirectoryCluster.Start(2, s => InterceptedStore.Around(s, store), lease: TimeSpan.FromSeconds(8));
        var environment = await cluster.NewEnvironment();
        var (a, b) = (cluster.Connect(environment, silo: 0), cluster.Connect(environment, silo: 1));
        var user = (await a.CreateUser("ann")).Value().Id;
        (await a.PatchUser(user, """{"op":"add","path":"title","value":"0"}""")).Value();

        var loads = store.Calls.GetValueOrDefault("LoadUserView");
        var held = store.HoldUserViews = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var slow = b.GetUser(user);
        await Wait.Until(() => store.Calls.GetValueOrDefault("LoadUserView") > loads && !slow.IsCompleted, "the load to be held up");
        store.HoldUserViews = null;
        (await a.PatchUser(user, """{"op":"replace","path":"title","value":"1"}""")).Value();
        held.SetResult();

        (await slow).Value().Text("title").ShouldBe("1", "a load overtaken by an announcement is repeated");
        (await b.GetUser(user)).Value().Text("title").ShouldBe("1");
    }

    [Fact]
    public async Task a_frozen_node_holds_a_write_up_until_its_lease_is_gone_and_then_answers_from_the_store()
    {
        var network = new BreakableNetwork();
        await using var cluster = await DirectoryCluster.Start(2, services: network.Install);
        var environment = await cluster.NewEnvironment();
        var (a, b) = (cluster.Connect(environment, silo: 0), cluster.Connect(environment, silo: 1));
        var user = (await a.CreateUser("ann")).Value().Id;
        await a.CreateGroup("Eng", members: [user.ToString()]);
        (await b.RoleNames(user)).ShouldBe(["Eng"]);

        network.Freeze(cluster.Services(1).GetRequiredService<Orleans.Runtime.ILocalSiloDetails>().SiloAddress.ToParsableString());
        var started = TimeProvider.System.GetTimestamp();
        (await a.PatchUser(user, """{"op":"replace","path":"active","value":false}""")).Value();

        TimeProvider.System.GetElapsedTime(started).ShouldBeInRange(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(8));
        (await b.RoleNames(user)).ShouldBeEmpty();

        network.Thaw();
        await cluster.UntilCopiesAreKept();
        (await b.RoleNames(user)).ShouldBeEmpty();
        (await a.PatchUser(user, """{"op":"replace","path":"active","value":true}""")).Value();
        (await b.RoleNames(user)).ShouldBe(["Eng"]);
    }

    [Fact]
    public async Task after_a_node_was_killed_writes_go_on_when_its_lease_has_run_out()
    {
        await using var cluster = await DirectoryCluster.Start(2);
        var client = cluster.Connect(await cluster.NewEnvironment(), silo: 0);
        var user = (await client.CreateUser("ann")).Value().Id;
        await cluster.Kill(1);

        var started = TimeProvider.System.GetTimestamp();
        var changed = await client.CreateUser("ben");
        changed.Value();
        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(8));

        started = TimeProvider.System.GetTimestamp();
        (await client.CreateUser("cid")).Value();
        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(1), "a lease known to have run out is not waited for again");
        (await client.GetUser(user)).Value();
    }

    /// <summary>Cuts one node off: it renews no lease and hears no announcement, but is still asked.</summary>
    private sealed class BreakableNetwork
    {
        private volatile string? _frozen;

        public void Freeze(string node) => _frozen = node;

        public void Thaw() => _frozen = null;

        public void Install(IServiceCollection services)
        {
            services.AddSingleton<INodeLeases>(s => new Leases(this, s.GetRequiredService<Scim.Storage.Sql.Sqlite.SqliteDirectoryStore>().Leases));
            services.AddSingleton<IPeers>(s => new Peers(this, ActivatorUtilities.CreateInstance<Scim.Grains.Coherence.Peers>(s)));
        }

        private sealed class Leases(BreakableNetwork network, INodeLeases leases) : INodeLeases
        {
            public ValueTask Renew(string node, TimeSpan duration, CancellationToken cancellation) =>
                network._frozen == node ? throw new StoreUnavailableException("Frozen.") : leases.Renew(node, duration, cancellation);

            public ValueTask<ImmutableArray<NodeLease>> Read(CancellationToken cancellation) => leases.Read(cancellation);

            public ValueTask Release(string node, CancellationToken cancellation) => leases.Release(node, cancellation);
        }

        private sealed class Peers(BreakableNetwork network, IPeers peers) : IPeers
        {
            public Task Announce(string node, ImmutableArray<CommittedChange> changes) =>
                network._frozen == node ? Task.FromException(new TimeoutException()) : peers.Announce(node, changes);
        }
    }
}
