using System.Buffers;
using System.Buffers.Binary;
using Scim.Protocol.Json;

namespace Scim.Protocol.Projection;

/// <summary>
/// Packs the members of a group so that ten thousand cost one allocation and render by copying:
/// for each member 36 ASCII bytes of its id, a 4-byte little-endian length, and its display name as JSON-escaped UTF-8 without quotes.
/// </summary>
public sealed class PackedMembers
{
    internal const int IdLength = 36;
    internal const int HeadLength = IdLength + sizeof(int);

    private readonly ArrayBufferWriter<byte> _packed = new();

    public int Count { get; private set; }

    /// <param name="id">The user.</param>
    /// <param name="display">The user's name as text; empty for none.</param>
    public void Add(Guid id, string display)
    {
        var escaped = JsonText.Escape(display);
        var span = _packed.GetSpan(HeadLength + escaped.Length);
        id.TryFormat(span, out _);
        BinaryPrimitives.WriteInt32LittleEndian(span[IdLength..], escaped.Length);
        escaped.CopyTo(span[HeadLength..]);
        _packed.Advance(HeadLength + escaped.Length);
        Count++;
    }

    public byte[] ToArray() => _packed.WrittenSpan.ToArray();
}
