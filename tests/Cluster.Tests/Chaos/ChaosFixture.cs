using System.Security.Cryptography;
using Scim.Cluster.Tests.Hosting;
using Scim.Service.Tests.Hosting;
using Scim.Storage.Sql.Tests.PostgreSql;

namespace Scim.Cluster.Tests.Chaos;

/// <summary>A PostgreSQL server and three nodes, for tests that take them apart. Whoever needs three running nodes asks for them.</summary>
public sealed class ChaosFixture : IAsyncLifetime
{
    private TestCluster? _cluster;

    public PostgreSqlServer Server { get; } = new();

    /// <summary>Three running nodes: the processes that the last test has left, and new ones for those that it has not.</summary>
    internal async Task<TestCluster> ThreeNodes()
    {
        if (_cluster is not { } cluster)
        {
            return _cluster = await TestCluster.Start(Server);
        }

        await RestartThoseThatLeft(cluster);
        return cluster;
    }

    /// <summary>Starts the nodes that have ended, as an orchestrator does, until all are ready.</summary>
    internal static Task RestartThoseThatLeft(TestCluster cluster) => Eventually.Holds(
        "all nodes are ready",
        async () =>
        {
            var ready = true;
            foreach (var node in cluster.Nodes)
            {
                if (!node.IsRunning)
                {
                    await node.Launch();
                }

                ready &= await node.Health("ready") == 200;
            }

            return ready;
        },
        TimeSpan.FromSeconds(90));

    /// <summary>A load on these nodes, with a seed that the report names.</summary>
    internal static Task<Load> Load(TestCluster cluster) => Chaos.Load.Start(cluster, ChaosScale.Workers, RandomNumberGenerator.GetInt32(int.MaxValue));

    public Task InitializeAsync() => Server.InitializeAsync();

    public async Task DisposeAsync()
    {
        if (_cluster is { } cluster)
        {
            await cluster.DisposeAsync();
        }

        await Server.DisposeAsync();
    }
}
