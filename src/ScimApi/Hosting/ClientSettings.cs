using System.Net;
using Scim.Api.Configuration;

namespace Scim.Api.Hosting;

/// <summary>How a process that serves the API alone finds the cluster. Keys <c>Cluster:*</c>.</summary>
/// <param name="Id">The cluster's.</param>
/// <param name="Gateways">Where its silos take clients: names that DNS knows, each for one silo or many, or addresses.</param>
internal sealed record ClientSettings(string Id, IReadOnlyList<DnsEndPoint> Gateways)
{
    private const int LastPort = 65535;

    /// <exception cref="RefusedConfigurationException">There is no gateway, or one that is none.</exception>
    public static ClientSettings Of(Settings settings)
    {
        var gateways = (settings.Text("Cluster:Gateways") ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse).ToList();
        return gateways.Count > 0
            ? new ClientSettings(settings.Text("Cluster:Id") ?? "scim", gateways)
            : throw new RefusedConfigurationException("There is no Cluster:Gateways. It names the silos' gateways as host:port,host:port; a host may be a DNS name of many silos.");
    }

    private static DnsEndPoint Parse(string text)
    {
        // The port follows the last colon: an IPv6 address has some of its own, in brackets.
        var colon = text.LastIndexOf(':');
        return colon > 0 && int.TryParse(text.AsSpan(colon + 1), out var port) && port is > 0 and <= LastPort
            ? new DnsEndPoint(text[..colon].Trim('[', ']'), port)
            : throw new RefusedConfigurationException($"Cluster:Gateways has '{text}': it must be host:port.");
    }
}
