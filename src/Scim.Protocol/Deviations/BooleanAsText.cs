using System.Text.Json;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Deviations;

/// <summary>
/// A boolean sent as text, in any letter case, at the top or inside a complex value (Entra, Keycloak plug-in; idp quirks M2, K1).
/// <code>
/// sent:   "active": "False"        "roles": [{ "value": "x", "primary": "True" }]
/// stored: "active": false          "roles": [{ "value": "x", "primary": true }]
/// </code>
/// Any other text is refused as a wrong type.
/// </summary>
public sealed class BooleanAsText : IValueRewriter
{
    public Deviation Deviation => Deviation.BooleanAsText;

    public ScimValue? TryRewrite(AttributeDefinition definition, JsonElement value, IdpProfile profile) =>
        definition.Type == AttributeType.Boolean && value.ValueKind == JsonValueKind.String && bool.TryParse(value.GetString(), out var boolean)
            ? ScimBoolean.Of(boolean)
            : null;
}
