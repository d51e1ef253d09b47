using System.Buffers.Binary;
using System.Text;
using Scim.Protocol.Json;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Projection;

/// <summary>
/// The JSON of one member of RFC 7643 §4.2, cut where its id goes: made once per answer, then filled from packed members (<see cref="PackedMembers"/>) by copying.
/// </summary>
internal sealed class MemberTemplate
{
    private const char IdGoesHere = '\u0001';

    private readonly byte[][] _pieces;
    private readonly byte[] _display;

    public MemberTemplate(AttributeSelection selection, AttributeDefinition members, string baseUrl)
    {
        var text = new StringBuilder();
        bool Opens(string name)
        {
            var shown = members.TryGetSubAttribute(name, out var sub) && selection.Shows(members, sub);
            text.Append(shown && text.Length > 0 ? "," : "");
            return shown;
        }

        text.Append(Opens("value") ? $"\"value\":\"{IdGoesHere}\"" : "");
        text.Append(Opens("$ref") ? $"\"$ref\":\"{Encoding.UTF8.GetString(JsonText.Escape(baseUrl))}{SchemaCatalog.Core.User.Endpoint}/{IdGoesHere}\"" : "");
        text.Append(Opens("type") ? "\"type\":\"User\"" : "");
        var pieces = text.ToString();
        _display = Opens("display") ? Encoding.UTF8.GetBytes(text.ToString()[pieces.Length..] + "\"display\":\"") : [];
        _pieces = [.. ("{" + pieces).Split(IdGoesHere).Select(Encoding.UTF8.GetBytes)];
    }

    public void Write(ref Utf8Sink sink, ReadOnlySpan<byte> packed)
    {
        sink.Append("["u8);
        for (var first = true; !packed.IsEmpty; first = false)
        {
            var id = packed[..PackedMembers.IdLength];
            var end = PackedMembers.HeadLength + BinaryPrimitives.ReadInt32LittleEndian(packed[PackedMembers.IdLength..]);
            sink.Append(first ? default : ","u8);
            sink.Append(_pieces[0]);
            for (var i = 1; i < _pieces.Length; i++)
            {
                sink.Append(id);
                sink.Append(_pieces[i]);
            }

            if (_display.Length > 0 && end > PackedMembers.HeadLength)
            {
                sink.Append(_display);
                sink.Append(packed[PackedMembers.HeadLength..end]);
                sink.Append("\""u8);
            }

            sink.Append("}"u8);
            packed = packed[end..];
        }

        sink.Append("]"u8);
    }
}
