using System.Buffers;
using Scim.Protocol.Json;

namespace Scim.Protocol.Messages;

/// <summary>
/// Streams a ListResponse (RFC 7644 §3.4.2): <see cref="Begin"/>, then before each resource <see cref="Next"/>, then <see cref="End"/>.
/// <c>Resources</c> is there even when empty.
/// </summary>
public sealed class ListResponseWriter(IBufferWriter<byte> output)
{
    private bool _open;

    /// <param name="totalResults">Of the whole result, not of the page.</param>
    /// <param name="startIndex">From 1, as applied.</param>
    /// <param name="itemsPerPage">How many resources follow.</param>
    public void Begin(int totalResults, int startIndex, int itemsPerPage)
    {
        var sink = new Utf8Sink(output);
        sink.Append("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],\"totalResults\":"u8);
        sink.Append(totalResults);
        sink.Append(",\"startIndex\":"u8);
        sink.Append(startIndex);
        sink.Append(",\"itemsPerPage\":"u8);
        sink.Append(itemsPerPage);
        sink.Append(",\"Resources\":["u8);
        sink.Flush();
    }

    public void Next()
    {
        if (_open)
        {
            output.Write(","u8);
        }

        _open = true;
    }

    public void End() => output.Write("]}"u8);
}
