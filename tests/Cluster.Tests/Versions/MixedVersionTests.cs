using System.Security.Cryptography;
using Scim.Cluster.Tests.Chaos;
using Scim.Cluster.Tests.Hosting;
using Xunit.Abstractions;

namespace Scim.Cluster.Tests.Versions;

/// <summary>Two versions in one cluster, on one database: while it is upgraded, and when the upgrade is taken back.</summary>
[Collection(ClusterTests.Name)]
public sealed class MixedVersionTests(ClusterFixture fixture, ITestOutputHelper output)
{
    private const int Workers = 4;

    [PreviousVersionFact]
    public async Task nodes_of_the_version_before_and_of_this_one_serve_one_directory_together_while_it_is_upgraded_and_taken_back()
    {
        var former = await PreviousVersion.Build();
        await using var cluster = TestCluster.Build(await fixture.Server.CreateDatabase(migrated: false), 3);
        var present = cluster.Nodes[0].Assembly;
        foreach (var node in cluster.Nodes)
        {
            node.Assembly = former;
        }

        await Task.WhenAll(cluster.Nodes.Select(node => node.Launch()));
        await cluster.BecomesReady();
        await using var load = await Load.Start(cluster, Workers, RandomNumberGenerator.GetInt32(int.MaxValue));

        // This version's first node migrates while two of the former serve.
        await Replace(cluster, load, 1, present);
        await Conversation.Everyone(cluster);
        await Replace(cluster, load, 2, present);
        await Conversation.Everyone(cluster);
        await Replace(cluster, load, 0, present);
        await Conversation.Everyone(cluster);
        await Replace(cluster, load, 1, former);
        await Conversation.Everyone(cluster);
        await load.Stop();

        var report = new ChaosReport(load, TimeSpan.Zero);
        await report.NothingIsLost(output, $"upgrade from {PreviousVersion.Commit[..10]}, and back");
        load.Client.Errors.ShouldBeEmpty(string.Join("\n\n", cluster.Nodes.Select(node => $"{node.Name}:\n{node.Output}")));
    }

    /// <summary>As a rolling upgrade does it: the node stops under load, and comes back when it is ready.</summary>
    private static async Task Replace(TestCluster cluster, Load load, int number, string assembly)
    {
        var node = cluster.Nodes[number];
        load.Targets.Leave(number);
        (await node.Terminate()).ShouldBe(0, node.Output);
        node.Assembly = assembly;
        await node.Start();
        load.Targets.Add(number);
    }
}
