using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Scim.Service.Tests.Exchanges.Runner;

public sealed class ExchangeClientTests
{
    [Theory]
    [InlineData("/Users/1?")]
    [InlineData("/Users?filter=userName+eq+%22a%2eb%22&")]
    [InlineData("//Users/%2e%2e/%55sers/./x")]
    [InlineData("/Users/../Users")]
    public async Task a_request_target_goes_out_byte_for_byte(string target)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new ExchangeClient();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var sending = client.Send("GET", $"http://127.0.0.1:{port}{target}", new Dictionary<string, string>(), null);
        using var connection = await listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(connection.GetStream(), Encoding.ASCII);
        var requestLine = await reader.ReadLineAsync();
        await connection.GetStream().WriteAsync("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8.ToArray());

        (await sending).Status.ShouldBe(204);
        requestLine.ShouldBe($"GET {target} HTTP/1.1");
    }
}
