using System.Text.Json;
using Scim.Protocol.Paths;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Deviations;

/// <summary>
/// The oldest Microsoft client wraps a plain value in a list of one object (Entra M27).
/// <code>
/// sent:  {"op":"Replace","path":"displayName","value":[{"$ref":null,"value":"Ann"}]}
/// meant: {"op":"Replace","path":"displayName","value":"Ann"}
/// </code>
/// A longer list is not this deviation, and is refused as a wrong type. For complex attributes see <see cref="SingleValueInArray"/>.
/// </summary>
public sealed class PatchPlainValueInArray : IPatchValueRewriter
{
    public Deviation Deviation => Deviation.PlainValueInArray;

    public JsonElement? TryRewrite(ResolvedPath path, JsonElement value)
    {
        if (path.Target?.Leaf is null or { MultiValued: true } or { Type: AttributeType.Complex }
            || value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != 1)
        {
            return null;
        }

        var element = value[0];
        if (element.ValueKind != JsonValueKind.Object)
        {
            return element;
        }

        foreach (var member in element.EnumerateObject())
        {
            if (string.Equals(member.Name, "value", StringComparison.OrdinalIgnoreCase))
            {
                return member.Value;
            }
        }

        return null;
    }
}
