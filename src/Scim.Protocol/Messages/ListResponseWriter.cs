using System.Buffers;
using Scim.Protocol.Json;

namespace Scim.Protocol.Messages;

/// <summary>
/// Streams a ListResponse (RFC 7644 §3.4.2): <see cref="Begin(int, int, int)"/>, then before each resource <see cref="Next"/>, then <see cref="End"/>.
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

    /// <summary>A page of a query by cursor (RFC 9865 §2): without an index.</summary>
    /// <param name="totalResults">Of the whole result, not of the page.</param>
    /// <param name="itemsPerPage">How many resources follow.</param>
    /// <param name="nextCursor">URL-safe; null after the last page.</param>
    /// <param name="previousCursor">URL-safe; null before the first page.</param>
    public void Begin(int totalResults, int itemsPerPage, string? nextCursor, string? previousCursor)
    {
        var sink = new Utf8Sink(output);
        sink.Append("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],\"totalResults\":"u8);
        sink.Append(totalResults);
        sink.Append(",\"itemsPerPage\":"u8);
        sink.Append(itemsPerPage);
        AppendCursor(ref sink, ",\"nextCursor\":\""u8, nextCursor);
        AppendCursor(ref sink, ",\"previousCursor\":\""u8, previousCursor);
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

    // The letters of a cursor need no escapes (RFC 3986 §2.3).
    private static void AppendCursor(ref Utf8Sink sink, ReadOnlySpan<byte> name, string? cursor)
    {
        if (cursor is not null)
        {
            sink.Append(name);
            sink.AppendText(cursor);
            sink.Append("\""u8);
        }
    }
}
