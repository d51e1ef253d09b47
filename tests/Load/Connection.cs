using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Scim.Load;

/// <summary>
/// One kept-alive HTTP/1.1 connection, one request at a time. It reads of an answer what a load has to know, since it shares the machine with what it measures:
/// an HTTP client for everybody costs several times as much for each request.
/// </summary>
internal sealed class Connection : IDisposable
{
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] Length = "\r\nContent-Length: "u8.ToArray();
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[16 * 1024];
    private int _bodyAt;
    private int _end;

    /// <summary>Of the last answer.</summary>
    public ReadOnlySpan<byte> Body => _buffer.AsSpan(_bodyAt, _end - _bodyAt);

    public static async Task<Connection> Open(Uri node)
    {
        var connection = new Connection();
        await connection._socket.ConnectAsync(IPAddress.Parse(node.Host), node.Port);
        return connection;
    }

    /// <summary>Sends a request and reads its answer whole.</summary>
    /// <returns>The status.</returns>
    /// <exception cref="IOException">The connection ended, or the answer has no length.</exception>
    public async ValueTask<int> Send(ReadOnlyMemory<byte> request)
    {
        await _socket.SendAsync(request);
        _end = 0;
        var head = -1;
        while (head < 0)
        {
            await Receive();
            head = _buffer.AsSpan(0, _end).IndexOf(EndOfHead);
        }

        _bodyAt = head + EndOfHead.Length;
        var whole = _bodyAt + BodyLength(head);
        while (_end < whole)
        {
            await Receive();
        }

        return int.Parse(Encoding.ASCII.GetString(_buffer, 9, 3), CultureInfo.InvariantCulture);
    }

    public void Dispose() => _socket.Dispose();

    private int BodyLength(int head)
    {
        var text = _buffer.AsSpan(0, head);
        var at = text.IndexOf(Length);
        if (at < 0)
        {
            throw new IOException($"An answer without a length: {Encoding.ASCII.GetString(text)}");
        }

        var value = text[(at + Length.Length)..];
        var end = value.IndexOf((byte)'\r');
        return int.Parse(end < 0 ? value : value[..end], CultureInfo.InvariantCulture);
    }

    private async ValueTask Receive()
    {
        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var received = await _socket.ReceiveAsync(_buffer.AsMemory(_end));
        if (received == 0)
        {
            throw new IOException("The node closed the connection.");
        }

        _end += received;
    }
}
