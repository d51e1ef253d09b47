using System.Net;
using System.Net.Sockets;

namespace Scim.Cluster.Tests.Chaos;

/// <summary>Lets those who reach an address of this machine reach a port of loopback.</summary>
internal sealed class Forwarder : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly TcpListener _listener;
    private readonly int _to;
    private readonly Task _accepting;

    /// <param name="address">Where to listen, on a free port.</param>
    /// <param name="to">The port of 127.0.0.1.</param>
    public Forwarder(string address, int to)
    {
        _to = to;
        _listener = new TcpListener(IPAddress.Parse(address), 0);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = Accept();
    }

    public int Port { get; }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task Accept()
    {
        while (true)
        {
            _ = Forward(await _listener.AcceptTcpClientAsync(_stopping.Token));
        }
    }

    private async Task Forward(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _to, _stopping.Token);
                client.NoDelay = server.NoDelay = true;
                await Task.WhenAny(
                    client.GetStream().CopyToAsync(server.GetStream(), _stopping.Token),
                    server.GetStream().CopyToAsync(client.GetStream(), _stopping.Token));
            }
            catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
            {
                // One side is gone: both connections end.
            }
        }
    }
}
