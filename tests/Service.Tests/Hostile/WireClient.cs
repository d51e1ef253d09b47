using System.Net.Sockets;
using System.Text;
using Scim.Service.Tests.Exchanges;

namespace Scim.Service.Tests.Hostile;

/// <summary>
/// Writes the bytes of a request to a socket as they are, so that nothing on this side tidies them, and reads the answer. One connection per request.
/// </summary>
internal sealed class WireClient(string address)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Uri _address = new(address);

    public string Host => _address.Authority;

    /// <summary>The head of a request, up to and with the empty line.</summary>
    public byte[] Head(string method, string target, params ReadOnlySpan<string> headers)
    {
        var head = new StringBuilder($"{method} {target} HTTP/1.1\r\nHost: {Host}\r\nConnection: close\r\n");
        foreach (var header in headers)
        {
            head.Append(header).Append("\r\n");
        }

        return Encoding.Latin1.GetBytes(head.Append("\r\n").ToString());
    }

    /// <summary>Sends the parts one after the other and reads until the server closes. Null when it closes without an answer.</summary>
    public async Task<ExchangeAnswer?> Send(params byte[][] parts)
    {
        using var socket = new TcpClient();
        using var deadline = new CancellationTokenSource(Patience);
        await socket.ConnectAsync(_address.Host, _address.Port, deadline.Token);
        return await BothWays(socket.GetStream(), parts, deadline.Token);
    }

    /// <summary>Writes and reads at the same time: the server may answer before it has everything, and close.</summary>
    private static async Task<ExchangeAnswer?> BothWays(NetworkStream stream, byte[][] parts, CancellationToken cancellation)
    {
        var reading = WireAnswerReader.Read(stream, cancellation);
        try
        {
            foreach (var part in parts)
            {
                await stream.WriteAsync(part, cancellation);
            }
        }
        catch (IOException)
        {
            // Closed before it read everything: its right, once the answer is known.
        }

        return await reading;
    }

    /// <summary>As <see cref="Send"/>, of a body in chunks that the server may refuse half-way.</summary>
    /// <param name="head">With <c>Transfer-Encoding: chunked</c>.</param>
    /// <param name="chunk">The content of each chunk.</param>
    /// <param name="count">How many.</param>
    public Task<ExchangeAnswer?> SendChunked(byte[] head, byte[] chunk, int count)
    {
        byte[] framed = [.. Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"), .. chunk, .. "\r\n"u8];
        return Send([head, .. Enumerable.Repeat(framed, count), "0\r\n\r\n"u8.ToArray()]);
    }

    /// <summary>Sends part of a request, then closes this side's half of the connection.</summary>
    public async Task<ExchangeAnswer?> SendAndHangUp(params byte[][] parts)
    {
        using var socket = new TcpClient();
        using var deadline = new CancellationTokenSource(Patience);
        await socket.ConnectAsync(_address.Host, _address.Port, deadline.Token);
        var stream = socket.GetStream();
        foreach (var part in parts)
        {
            await stream.WriteAsync(part, deadline.Token);
        }

        socket.Client.Shutdown(SocketShutdown.Send);
        return await WireAnswerReader.Read(stream, deadline.Token);
    }
}
