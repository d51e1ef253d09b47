using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Scim.Service.Tests.Exchanges;

namespace Scim.Service.Tests.Hostile;

/// <summary>Reads one HTTP/1.1 answer from a connection.</summary>
internal static class WireAnswerReader
{
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();

    /// <summary>Null when the server closes without a whole head.</summary>
    public static async Task<ExchangeAnswer?> Read(NetworkStream stream, CancellationToken cancellation)
    {
        var received = await ReadToEnd(stream, cancellation);
        var end = received.AsSpan().IndexOf(EndOfHead);
        if (end < 0)
        {
            return null;
        }

        var lines = Encoding.Latin1.GetString(received, 0, end).Split("\r\n");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1))
        {
            headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }

        var body = received[(end + EndOfHead.Length)..];
        var isChunked = headers.GetValueOrDefault("Transfer-Encoding") == "chunked";
        return new ExchangeAnswer(int.Parse(lines[0].Split(' ')[1]), headers, isChunked ? Unchunk(body) : body);
    }

    private static async Task<byte[]> ReadToEnd(NetworkStream stream, CancellationToken cancellation)
    {
        using var received = new MemoryStream();
        var buffer = new byte[64 * 1024];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellation)) > 0)
            {
                received.Write(buffer, 0, read);
            }
        }
        catch (IOException)
        {
            // A reset after an early answer: what came before it counts.
        }

        return received.ToArray();
    }

    private static byte[] Unchunk(byte[] body)
    {
        using var content = new MemoryStream();
        for (var at = 0; at < body.Length;)
        {
            var line = body.AsSpan(at).IndexOf("\r\n"u8);
            var size = int.Parse(Encoding.ASCII.GetString(body, at, line), NumberStyles.HexNumber);
            if (size == 0)
            {
                break;
            }

            content.Write(body, at + line + 2, size);
            at += line + 2 + size + 2;
        }

        return content.ToArray();
    }
}
