using System.Text.Json;
using Scim.Protocol.Paths;

namespace Scim.Protocol.Deviations;

/// <summary>
/// Scripts repeat the attribute's name inside the value.
/// <code>
/// sent:  {"op":"add","path":"members","value":{"members":[{"value":"2819c223"}]}}
/// meant: {"op":"add","path":"members","value":[{"value":"2819c223"}]}
/// </code>
/// </summary>
public sealed class PatchNestedValue : IPatchValueRewriter
{
    public Deviation Deviation => Deviation.NestedValue;

    public JsonElement? TryRewrite(ResolvedPath path, JsonElement value)
    {
        if (path is not { Target: { Attribute: { MultiValued: true } attribute, SubAttribute: null }, ValueFilter: null }
            || value.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        JsonElement? nested = null;
        foreach (var member in value.EnumerateObject())
        {
            if (nested is not null || !string.Equals(member.Name, attribute.Name, StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            nested = member.Value;
        }

        return nested;
    }
}
