using Scim.Protocol.Json;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Projection;

/// <summary>Writes the shown string members of one complex value in order, with the commas between them.</summary>
internal ref struct MemberSequence(AttributeSelection selection, AttributeDefinition owner)
{
    private readonly bool _whole = selection.IsDefault;
    private bool _open;

    public void Begin(ref Utf8Sink sink)
    {
        sink.Append("{"u8);
        _open = false;
    }

    /// <summary>Writes the name and the opening quote, if the member is shown. The caller goes on with the content and the closing quote.</summary>
    public bool Next(ref Utf8Sink sink, string name)
    {
        if (!_whole && !(owner.TryGetSubAttribute(name, out var sub) && selection.Shows(owner, sub)))
        {
            return false;
        }

        sink.Append(_open ? ",\""u8 : "\""u8);
        sink.AppendText(name);
        sink.Append("\":\""u8);
        _open = true;
        return true;
    }
}
