using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Scim.Api.Hosting;

namespace Scim.Silo.Configuration;

/// <summary>This node's place in the cluster. Keys <c>Cluster:*</c>.</summary>
/// <param name="Id">Nodes of one id form one cluster.</param>
/// <param name="Address">Where other nodes reach this one.</param>
/// <param name="Name">What logs call this node.</param>
/// <param name="SiloPort">For other nodes.</param>
/// <param name="GatewayPort">For Orleans clients; 0: none.</param>
internal sealed record ClusterSettings(string Id, IPAddress Address, string Name, int SiloPort, int GatewayPort)
{
    public static ClusterSettings Of(Settings settings) => new(
        settings.Text("Cluster:Id") ?? "scim",
        settings.Address("Cluster:Address") ?? OwnAddress(),
        settings.Text("Cluster:Name") ?? Dns.GetHostName(),
        settings.Port("Cluster:SiloPort", 11111),
        settings.Port("Cluster:GatewayPort", 30000, canBeOff: true));

    // The first that is not loopback, IPv4 before IPv6; on a machine without a network it is loopback, where all nodes then are.
    private static IPAddress OwnAddress() =>
        NetworkInterface.GetAllNetworkInterfaces()
            .Where(one => one.OperationalStatus == OperationalStatus.Up && one.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(one => one.GetIPProperties().UnicastAddresses)
            .Select(one => one.Address)
            .Where(address => !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal)
            .OrderBy(address => address.AddressFamily == AddressFamily.InterNetwork ? 0 : 1)
            .FirstOrDefault(IPAddress.Loopback);
}
