using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;

namespace Scim.Api.Hosting;

/// <summary>
/// The silos that take clients, by asking DNS again and again: behind one name there may be any number of silos that come and go (a headless service in Kubernetes).
/// So a process that serves the API needs no credentials of the database, which knows the silos too (docs/decisions/0010-gateways-by-dns.md).
/// </summary>
internal sealed partial class DnsGatewayList(ClientSettings settings, IOptions<GatewayOptions> options, ILogger<DnsGatewayList> logger) : IGatewayListProvider
{
    private volatile IList<Uri> _known = [];

    public TimeSpan MaxStaleness => options.Value.GatewayListRefreshPeriod;

    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    public async Task<IList<Uri>> GetGateways()
    {
        var found = new List<Uri>();
        foreach (var gateway in settings.Gateways)
        {
            try
            {
                foreach (var address in await Dns.GetHostAddressesAsync(gateway.Host))
                {
                    found.Add(new IPEndPoint(address, gateway.Port).ToGatewayUri());
                }
            }
            catch (SocketException fault)
            {
                // A name that is not known yet, or no longer, or DNS itself.
                LogUnresolved(gateway.Host, fault.SocketErrorCode);
            }
        }

        // When nobody answers the question, the silos of a moment ago are the best guess.
        return found.Count > 0 ? _known = found : _known;
    }

    [LoggerMessage(1, LogLevel.Warning, "The gateway host '{Host}' could not be resolved: {Error}")]
    private partial void LogUnresolved(string host, SocketError error);
}
