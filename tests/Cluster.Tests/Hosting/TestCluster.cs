using Scim.Service.Tests.Hosting;
using Scim.Storage.Sql.Tests.PostgreSql;

namespace Scim.Cluster.Tests.Hosting;

/// <summary>Nodes as processes over one database of a PostgreSQL server.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private const int MostConnections = 128;

    private TestCluster(string database, IReadOnlyList<NodeProcess> nodes)
    {
        Database = database;
        Nodes = nodes;
    }

    /// <summary>The connection string.</summary>
    public string Database { get; }

    public IReadOnlyList<NodeProcess> Nodes { get; }

    /// <summary>For all requests. It repeats nothing, follows nothing, and has no credential.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = MostConnections })
    {
        Timeout = TimeSpan.FromSeconds(60),
    };

    public Bootstrapped Secrets { get; private set; } = null!;

    /// <summary>Starts nodes at once on an empty database and waits until all are ready.</summary>
    /// <param name="server">Runs already.</param>
    /// <param name="nodes">How many.</param>
    /// <param name="arguments">For each node's command line, e.g. <c>--Mode</c>, <c>split</c>; the mode is <c>cluster</c> unless said.</param>
    public static async Task<TestCluster> Start(PostgreSqlServer server, int nodes = 3, params string[] arguments)
    {
        var cluster = Build(await server.CreateDatabase(), nodes, arguments);
        try
        {
            await Task.WhenAll(cluster.Nodes.Select(node => node.Launch()));
            await cluster.BecomesReady();
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }

        return cluster;
    }

    /// <summary>The same with nothing started.</summary>
    public static TestCluster Build(string database, int nodes, params string[] arguments) =>
        Of(database, Enumerable.Range(1, nodes).Select(i => new NodeProcess($"node-{i}", [.. ArgumentsFor(database), .. arguments])));

    /// <summary>Nodes that were put somewhere in particular, with <see cref="ArgumentsFor"/> among their arguments.</summary>
    public static TestCluster Of(string database, IEnumerable<NodeProcess> nodes) => new(database, [.. nodes]);

    /// <summary>What makes a node one of a cluster over this database.</summary>
    public static string[] ArgumentsFor(string database) => ["--Mode", "cluster", "--PostgreSql:ConnectionString", database, "--Drain:Delay", "500ms"];

    /// <summary>Waits for all nodes, and for the secrets that one of them has written.</summary>
    public async Task BecomesReady()
    {
        foreach (var node in Nodes)
        {
            await node.BecomesReady();
        }

        await Eventually.Holds("one node has written the secrets", () => Task.FromResult(Nodes.Any(node => File.Exists(node.BootstrapFile))));
        Secrets = Bootstrapped.Read(Nodes.Single(node => File.Exists(node.BootstrapFile)).BootstrapFile);
    }

    /// <summary>The legacy base (rule A1) on a node, by its number from 0.</summary>
    public Caller Legacy(int node) => new(Http, $"{Nodes[node].Address}/scim/v2/default/dev", Secrets.Token);

    /// <summary>The base of a tenant (rule A2) on a node.</summary>
    public Caller Tenant(int node, string tenant = "default") => new(Http, $"{Nodes[node].Address}/scim/v2/default/dev/v2/{tenant}", Secrets.Token);

    /// <summary>The administration API on a node.</summary>
    public Caller Administration(int node) => new(Http, $"{Nodes[node].Address}/api/v1", Secrets.AdminKey);

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Nodes.Select(node => node.DisposeAsync().AsTask()));
        Http.Dispose();
    }
}
