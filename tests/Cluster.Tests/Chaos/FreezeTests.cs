using System.Collections.Concurrent;
using Scim.Cluster.Tests.Hosting;
using Xunit.Abstractions;

namespace Scim.Cluster.Tests.Chaos;

/// <summary>A node that hangs for longer than the cluster waits, and goes on as if nothing had happened.</summary>
[Collection(ChaosTests.Name)]
public sealed class FreezeTests(ChaosFixture fixture, ITestOutputHelper output)
{
    private const int Victim = 1;
    private const int Askers = 6;
    private static readonly TimeSpan AskedFor = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task a_node_that_wakes_from_a_freeze_answers_nothing_old_and_leaves_or_goes_on()
    {
        var cluster = await fixture.ThreeNodes();
        var node = cluster.Nodes[Victim];
        var secrets = await FrozenSecrets.Prepare(cluster, Victim);
        await using var load = await ChaosFixture.Load(cluster);
        await load.RunFor(ChaosScale.Before);

        // What the node holds copies of when time stops for it.
        (await secrets.Ask(Victim)).ShouldAllBe(answer => !answer.IsChanged, "before anything has changed");
        var frozen = load.Now;
        await node.Freeze();
        load.Targets.Remove(Victim);
        var changes = Task.WhenAll(secrets.SendLateWrites(through: 0), secrets.Change(through: 0));
        await load.RunFor(ChaosScale.Frozen - (load.Now - frozen));
        await changes;

        // Questions that wait at the door when it wakes, and then more without a pause.
        var answers = new ConcurrentQueue<FrozenSecrets.Answer>();
        var asking = Enumerable.Range(0, Askers).Select(_ => KeepAsking(node, secrets, answers)).ToList();
        await Task.Delay(TimeSpan.FromMilliseconds(200));
        await node.Thaw();
        await load.RunFor(AskedFor);
        await Task.WhenAll(asking);
        await load.Stop();

        var left = !node.IsRunning;
        output.WriteLine(
            $"woken node: {(left ? "left by itself" : "runs on")}; {answers.Count(answer => answer.IsChanged)} answers as changed, {answers.Count(answer => answer.IsFault)} faults or refused connections");
        foreach (var kind in answers.GroupBy(answer => (answer.Question, answer.Status)).OrderBy(kind => kind.Key))
        {
            output.WriteLine($"  {kind.Key.Question}: {kind.Count()} times {kind.Key.Status}");
        }

        (await secrets.CountLateWrites(through: 0)).ShouldBe(0, "changes that were overtaken while they waited for the frozen node");
        answers.Where(answer => !answer.IsChanged && !answer.IsFault).ShouldBeEmpty("answers as it was before the freeze");
        await ChaosFixture.RestartThoseThatLeft(cluster);
        (await secrets.Ask(Victim)).ShouldAllBe(answer => answer.IsChanged, "when it is ready again");
        var report = new ChaosReport(load, frozen);
        await report.NothingIsLost(output, "SIGSTOP");
        report.ErrorsStopped.ShouldBeLessThan(ChaosScale.Bound(12));
    }

    private static async Task KeepAsking(NodeProcess node, FrozenSecrets secrets, ConcurrentQueue<FrozenSecrets.Answer> answers)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (node.IsRunning && TimeProvider.System.GetElapsedTime(started) < AskedFor)
        {
            foreach (var answer in await secrets.Ask(Victim))
            {
                answers.Enqueue(answer);
            }
        }
    }
}
