using Xunit.Abstractions;

namespace Scim.Cluster.Tests.Chaos;

/// <summary>The database goes away under load, in order and not, and comes back.</summary>
[Collection(ChaosTests.Name)]
public sealed class DatabaseTests(ChaosFixture fixture, ITestOutputHelper output)
{
    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 3)]
    public async Task a_restart_of_the_database_is_503_while_it_lasts_and_loses_nothing(bool immediate, int secondsAway)
    {
        var cluster = await fixture.ThreeNodes();
        await using var load = await ChaosFixture.Load(cluster);
        await load.RunFor(ChaosScale.Before);

        var gone = load.Now;
        await fixture.Server.Restart(immediate, TimeSpan.FromSeconds(secondsAway));
        var back = load.Now;
        await load.RunFor(ChaosScale.After);
        await load.Stop();

        cluster.Nodes.ShouldAllBe(node => node.IsRunning, "no node ends because of it");
        var report = new ChaosReport(load, gone);
        await report.NothingIsLost(output, $"database restarted ({(immediate ? "immediate" : "fast")}, back after {(back - gone).TotalSeconds:F1} s)");
        load.Client.Failures.ShouldAllBe(failure => failure.Attempt.Reply != null && failure.Attempt.Reply.Status == 503 && failure.Attempt.Reply.Header("Retry-After") == "1");
        (report.ErrorsStopped - (back - gone)).ShouldBeLessThan(ChaosScale.Bound(5));
    }
}
