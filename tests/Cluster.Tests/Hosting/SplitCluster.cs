using Scim.Storage.Sql.Tests.PostgreSql;

namespace Scim.Cluster.Tests.Hosting;

/// <summary>Mode split: silos without the API, and processes that serve it as their clients.</summary>
internal sealed class SplitCluster : IAsyncDisposable
{
    /// <summary>What an API process runs.</summary>
    public static readonly string ApiAssembly = Path.Combine(AppContext.BaseDirectory, "ScimApi.dll");

    private SplitCluster(TestCluster silos, IReadOnlyList<NodeProcess> apis) => (Silos, Apis) = (silos, apis);

    public TestCluster Silos { get; }

    public IReadOnlyList<NodeProcess> Apis { get; }

    /// <summary>Two silos over an empty database and as many API processes, with nothing started.</summary>
    public static async Task<SplitCluster> Build(PostgreSqlServer server, int apis)
    {
        var silos = TestCluster.Build(await server.CreateDatabase(), 2, "--Mode", "split");
        var gateways = string.Join(',', silos.Nodes.Select(node => $"localhost:{node.GatewayPort}"));
        return new(silos, [.. Enumerable.Range(1, apis).Select(i => new NodeProcess($"api-{i}", "--Cluster:Gateways", gateways) { Assembly = ApiAssembly })]);
    }

    /// <summary>The same, started and ready.</summary>
    public static async Task<SplitCluster> Start(PostgreSqlServer server, int apis)
    {
        var cluster = await Build(server, apis);
        try
        {
            await Task.WhenAll(cluster.Silos.Nodes.Select(node => node.Launch()));
            await cluster.Silos.BecomesReady();
            await Task.WhenAll(cluster.Apis.Select(api => api.Launch()));
            await Task.WhenAll(cluster.Apis.Select(api => api.BecomesReady()));
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }

        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Apis.Select(api => api.DisposeAsync().AsTask()));
        await Silos.DisposeAsync();
    }
}
