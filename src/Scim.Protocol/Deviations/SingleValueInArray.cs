using System.Text.Json;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Deviations;

/// <summary>
/// A single-valued complex attribute sent as a list of one object (Entra's manager, old Microsoft clients; idp quirks M16, M27).
/// <code>
/// sent:   "manager": [{ "$ref": null, "value": "26118915" }]
/// stored: "manager": { "value": "26118915" }
/// </code>
/// A longer list is refused as a wrong type.
/// </summary>
public sealed class SingleValueInArray : IValueRewriter
{
    public Deviation Deviation => Deviation.SingleValueInArray;

    public ScimValue? TryRewrite(AttributeDefinition definition, JsonElement value, IdpProfile profile) =>
        definition is { Type: AttributeType.Complex, MultiValued: false }
        && value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 1 && value[0].ValueKind == JsonValueKind.Object
            ? ResourceBinder.BindElement(definition, value[0], profile) ?? ScimObject.Empty
            : null;
}
