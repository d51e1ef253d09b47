using System.Collections.Immutable;
using System.Text.Json;
using Scim.Protocol.Values;

namespace Scim.Protocol.Tests.Filters;

/// <summary>Values from JSON as it stands, without a schema.</summary>
internal static class TestResources
{
    public static ScimObject Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return (ScimObject)ToValue(document.RootElement);
    }

    private static ScimValue ToValue(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new ScimObject([.. element.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, ToValue(p.Value)))]),
        JsonValueKind.Array => new ScimArray(element.EnumerateArray().Select(ToValue).ToImmutableArray()),
        JsonValueKind.String => new ScimString(element.GetString()!),
        JsonValueKind.Number => new ScimNumber(element.GetDecimal(), element.GetRawText()),
        _ => ScimBoolean.Of(element.GetBoolean()),
    };
}
