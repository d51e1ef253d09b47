using System.Text.Json;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Deviations;

/// <summary>
/// The enterprise <c>manager</c> sent as the bare id (Entra; idp quirk M16). Empty text takes the manager away.
/// <code>
/// sent:   "manager": "26118915"                 "manager": ""
/// stored: "manager": { "value": "26118915" }    (no manager)
/// </code>
/// </summary>
public sealed class ManagerAsText : IValueRewriter
{
    public Deviation Deviation => Deviation.ManagerAsText;

    public ScimValue? TryRewrite(AttributeDefinition definition, JsonElement value, IdpProfile profile)
    {
        if (value.ValueKind != JsonValueKind.String
            || definition is not { Type: AttributeType.Complex, MultiValued: false }
            || !string.Equals(definition.Name, "manager", StringComparison.OrdinalIgnoreCase)
            || !definition.TryGetSubAttribute("value", out var id))
        {
            return null;
        }

        var text = value.GetString()!;
        return text.Length == 0 ? ScimObject.Empty : new ScimObject([new(id.Name, TextRules.Bind(id, definition, text))]);
    }
}
