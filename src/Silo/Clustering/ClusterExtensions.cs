using System.Net;
using System.Net.Sockets;
using Npgsql;
using Orleans.Configuration;
using Scim.Grains;
using Scim.Grains.Coherence;
using Scim.Silo.Configuration;

namespace Scim.Silo.Clustering;

/// <summary>The silo: alone, or one of several that find each other in the database (docs/decisions/0009-cluster.md).</summary>
internal static class ClusterExtensions
{
    private const string Invariant = "Npgsql";

    /// <summary>A cluster of this node alone, on a loopback port that is free now: two nodes on one machine do not meet.</summary>
    public static void AddLoneSilo(this WebApplicationBuilder builder)
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

    /// <summary>A silo of a cluster whose members and reminders are in the database that has the directory too.</summary>
    public static void AddClusteredSilo(this WebApplicationBuilder builder, ClusterSettings settings) => builder.UseOrleans(silo =>
    {
        silo.UseAdoNetClustering(options => options.Configure<NpgsqlDataSource>((clustering, source) =>
        {
            clustering.Invariant = Invariant;
            clustering.DataSource = source;
        }));
        silo.UseAdoNetReminderService(options => options.Configure<NpgsqlDataSource>((reminders, source) =>
        {
            reminders.Invariant = Invariant;
            reminders.DataSource = source;
        }));
        silo.Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = settings.Id);
        silo.Configure<SiloOptions>(options => options.SiloName = settings.Name);
        silo.ConfigureEndpoints(settings.Address, settings.SiloPort, settings.GatewayPort);
        silo.Configure<ClusterMembershipOptions>(FindTheDead);
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = options.SystemResponseTimeout = TimeSpan.FromSeconds(10));
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, HandOver>();
        silo.AddDirectory(new CoherenceOptions { SingleNode = false });
    });

    // Measured on kill -9 and on a frozen process: docs/decisions/0009-cluster.md.
    private static void FindTheDead(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(2);
        options.MinProbeTimeout = TimeSpan.FromSeconds(1);
        options.MaxProbeTimeout = TimeSpan.FromSeconds(2);
        options.NumMissedProbesLimit = 3;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(10);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
