using Xunit.Abstractions;

namespace Scim.Cluster.Tests.Chaos;

/// <summary>Nodes that end under load, with and without a warning (architecture, Failure).</summary>
[Collection(ChaosTests.Name)]
public sealed class DeathTests(ChaosFixture fixture, ITestOutputHelper output)
{
    private const int Victim = 2;

    [Fact]
    public async Task a_killed_node_takes_nothing_acknowledged_with_it_and_the_others_answer_again_in_seconds()
    {
        var cluster = await fixture.ThreeNodes();
        await using var load = await ChaosFixture.Load(cluster);
        await load.RunFor(ChaosScale.Before);

        var killed = load.Now;
        var dying = cluster.Nodes[Victim].Kill();
        load.Targets.Remove(Victim);
        await dying;
        await load.RunFor(ChaosScale.After);
        await load.Stop();

        await cluster.Nodes[Victim].Start();
        var report = new ChaosReport(load, killed);
        await report.NothingIsLost(output, "kill -9");
        report.ErrorsStopped.ShouldBeLessThan(ChaosScale.Bound(3));
    }

    [Fact]
    public async Task a_node_that_is_told_to_stop_fails_no_request_that_a_repetition_does_not_help()
    {
        var cluster = await fixture.ThreeNodes();
        await using var load = await ChaosFixture.Load(cluster);
        await load.RunFor(ChaosScale.Before);

        var told = load.Now;
        load.Targets.Leave(Victim);
        (await cluster.Nodes[Victim].Terminate()).ShouldBe(0, cluster.Nodes[Victim].Output);
        await load.RunFor(ChaosScale.After / 2);
        await load.Stop();

        await cluster.Nodes[Victim].Start();
        var report = new ChaosReport(load, told);
        await report.NothingIsLost(output, "SIGTERM");
        load.Client.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_restart_of_one_node_after_the_other_fails_no_request_that_a_repetition_does_not_help()
    {
        var cluster = await fixture.ThreeNodes();
        await using var load = await ChaosFixture.Load(cluster);
        await load.RunFor(ChaosScale.Before);

        var begun = load.Now;
        for (var number = 0; number < cluster.Nodes.Count; number++)
        {
            var node = cluster.Nodes[number];
            load.Targets.Leave(number);
            (await node.Terminate()).ShouldBe(0, node.Output);
            await node.Start();
            load.Targets.Add(number);
            await load.RunFor(ChaosScale.Before / 2);
        }

        await load.Stop();
        await new ChaosReport(load, begun).NothingIsLost(output, "rolling restart");
        load.Client.Errors.ShouldBeEmpty();
    }
}
