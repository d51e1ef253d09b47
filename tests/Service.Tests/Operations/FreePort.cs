using System.Net;
using System.Net.Sockets;

namespace Scim.Service.Tests.Operations;

internal static class FreePort
{
    /// <summary>A loopback port that nobody has now.</summary>
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
