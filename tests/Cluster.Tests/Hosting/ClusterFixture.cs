using Scim.Service.Tests.Hosting;
using Scim.Storage.Sql.Tests.PostgreSql;

namespace Scim.Cluster.Tests.Hosting;

/// <summary>A PostgreSQL server and three running nodes for the tests of a collection, which leave all three running. Each test makes what it needs under names of its own.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private TestCluster? _cluster;

    public PostgreSqlServer Server { get; } = new();

    internal TestCluster Cluster => _cluster ?? throw new InvalidOperationException("The cluster has not started.");

    /// <summary>A name that no other test uses.</summary>
    internal static string Fresh(string prefix) => Names.Fresh(prefix);

    public async Task InitializeAsync()
    {
        await Server.InitializeAsync();
        _cluster = await TestCluster.Start(Server);
    }

    public async Task DisposeAsync()
    {
        if (_cluster is { } cluster)
        {
            await cluster.DisposeAsync();
        }

        await Server.DisposeAsync();
    }
}
