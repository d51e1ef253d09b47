using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Scim.Api.Configuration;

namespace Scim.Api.Management;

/// <summary>The second listener: metrics, health and the dashboard, for the people who run the service and never for its clients.</summary>
/// <param name="Port">TCP port, <c>Management:Port</c>; null: there is no such listener.</param>
/// <param name="Address">Where it listens, <c>Management:Address</c>; null: on all interfaces.</param>
public sealed record ManagementOptions(int? Port, IPAddress? Address)
{
    public const string PortKey = "Management:Port";
    public const string AddressKey = "Management:Address";

    /// <summary>The listener's URL, or null.</summary>
    public string? Url => Port is { } port ? $"http://{Host}:{port.ToString(CultureInfo.InvariantCulture)}" : null;

    private string Host => Address switch
    {
        null => "*",
        { AddressFamily: AddressFamily.InterNetworkV6 } => $"[{Address}]",
        _ => Address.ToString(),
    };

    /// <exception cref="RefusedConfigurationException">A value is not a port, or not an address.</exception>
    public static ManagementOptions Of(IConfiguration configuration)
    {
        int? port = null;
        if (configuration[PortKey] is { Length: > 0 } portText)
        {
            port = int.TryParse(portText, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 65535
                ? number
                : throw new RefusedConfigurationException($"{PortKey} is '{portText}'; it must be a TCP port, 1 to 65535.");
        }

        IPAddress? address = null;
        if (configuration[AddressKey] is { Length: > 0 } addressText && !IPAddress.TryParse(addressText, out address))
        {
            throw new RefusedConfigurationException($"{AddressKey} is '{addressText}'; it must be an IP address of this machine.");
        }

        return new ManagementOptions(port, address);
    }
}
