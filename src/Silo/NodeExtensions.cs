using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Configuration;
using Scim.Api;
using Scim.Grains;
using Scim.Grains.Coherence;
using Scim.Storage.Sql.Sqlite;

namespace Scim.Silo;

/// <summary>The parts of a node, one method each.</summary>
internal static class NodeExtensions
{
    private const string DefaultUrl = "http://localhost:8080";

    public static void AddNodeOptions(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(NodeOptions.Of(builder.Configuration));
        builder.WebHost.UseUrls(builder.Configuration["urls"] ?? DefaultUrl);
        builder.WebHost.UseKestrelHttpsConfiguration();
    }

    /// <summary>Warnings, and the host's word on when it listens and stops. Configuration can ask for more, e.g. <c>--Logging:LogLevel:Scim.Api=Information</c>.</summary>
    public static void AddQuietConsole(this WebApplicationBuilder builder)
    {
        var levels = builder.Configuration.GetSection("Logging");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);

        // Advice for large silos (server GC), and a check that takes the machine's uptime for a delay when a silo is new.
        builder.Logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Error);
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        builder.Logging.AddConfiguration(levels);
    }

    /// <summary>The directory in a SQLite file of this node (docs/decisions/0004-store.md).</summary>
    public static void AddEmbeddedStore(this WebApplicationBuilder builder) =>
        builder.Services.AddSqliteDirectoryStore(NodeOptions.Of(builder.Configuration).Data);

    /// <summary>A cluster of this node alone, on a loopback port that is free now: two nodes on one machine do not meet.</summary>
    public static void AddEmbeddedCluster(this WebApplicationBuilder builder)
    {
        var endpoint = new IPEndPoint(IPAddress.Loopback, FreePort());
        builder.UseOrleans(silo =>
        {
            silo.UseDevelopmentClustering(endpoint);
            silo.Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = "scim");
            silo.Configure<EndpointOptions>(options =>
            {
                options.AdvertisedIPAddress = endpoint.Address;
                options.SiloPort = endpoint.Port;
                options.GatewayPort = 0;
                options.SiloListeningEndpoint = endpoint;
            });
            silo.AddDirectory(new CoherenceOptions { SingleNode = true });
        });
    }

    /// <summary>Ready means: the silo runs, does not stop, and its store answers.</summary>
    public static void AddReadiness(this WebApplicationBuilder builder) =>
        builder.Services.AddHealthChecks().AddCheck<NodeReadiness>("node", HealthStatus.Unhealthy, [ScimApiExtensions.ReadinessTag]);

    public static void AddFirstStart(this WebApplicationBuilder builder) => builder.Services.AddHostedService<FirstStartReport>();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
