using System.Runtime.InteropServices;
using System.Text.Json;

namespace Scim.Api.Bulk;

/// <summary>What a single request would have as its body. What nothing had to be put into is still the request's own parsed data, so that it need not be copied and parsed again.</summary>
internal readonly struct BulkBody
{
    private readonly byte[]? _written;

    private BulkBody(byte[]? written, JsonElement sent) => (_written, Sent) = (written, sent);

    public static BulkBody None => new([], default);

    /// <summary>The data as it was sent; undefined if the body was written here. Lives as long as the request.</summary>
    public JsonElement Sent { get; }

    public bool IsSent => _written is null;

    /// <summary>In bytes.</summary>
    public int Length => _written?.Length ?? JsonMarshal.GetRawUtf8Value(Sent).Length;

    public static BulkBody OfSent(JsonElement data) => new(null, data);

    public static BulkBody OfWritten(byte[] json) => new(json, default);

    /// <summary>UTF-8 JSON; empty for a DELETE.</summary>
    public byte[] ToBytes() => _written ?? JsonMarshal.GetRawUtf8Value(Sent).ToArray();
}
