using Orleans.Configuration;
using Orleans.Messaging;
using Scim.Api.Configuration;

namespace Scim.Api.Hosting;

/// <summary>The API's process as a client of the cluster.</summary>
internal static class ClientExtensions
{
    private static readonly TimeSpan GatewayRefresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <exception cref="RefusedConfigurationException">The cluster cannot be found like this.</exception>
    public static void AddClusterClient(this WebApplicationBuilder builder)
    {
        var settings = ClientSettings.Of(new Settings(builder.Configuration));
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<ClusterConnection>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ClusterConnection>());

        // The API listens, and says that it is not ready, while the client still looks for the cluster.
        builder.Services.Configure<HostOptions>(host => host.ServicesStartConcurrently = true);
        builder.UseOrleansClient(client =>
        {
            client.Services.AddSingleton<IGatewayListProvider, DnsGatewayList>();
            client.Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = settings.Id);
            client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = GatewayRefresh);

            // The question that finds the cluster again after every silo was gone: while none is reached requests are answered here, and nothing else is sent.
            client.Configure<TypeManagementOptions>(options => options.TypeMapRefreshInterval = GatewayRefresh);
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = Patience);
            client.UseConnectionRetryFilter<ConnectionPatience>();
            client.AddGatewayCountChangedHandler(services => services.GetRequiredService<ClusterConnection>().GatewaysChanged);
            client.AddClusterConnectionLostHandler(services => services.GetRequiredService<ClusterConnection>().Lost);
        });
    }
}
