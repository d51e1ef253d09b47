using System.Text.Json;
using Scim.Protocol.Deviations;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Patch;

/// <summary>Binds the value of an operation. Null is unassigned; in a PATCH so is an empty text, which clients send to clear an attribute.</summary>
internal static class PatchValue
{
    /// <summary>A single value: of a single-valued attribute or sub-attribute, or a plain element.</summary>
    public static ScimValue? BindSingle(AttributeDefinition definition, JsonElement value, IdpProfile profile)
    {
        var bound = definition.MultiValued ? ResourceBinder.BindElement(definition, value, profile) : ResourceBinder.BindValue(definition, value, profile);
        return bound is ScimString { Value.Length: 0 } ? null : bound;
    }

    /// <summary>The list for a multi-valued attribute; null when empty.</summary>
    public static ScimArray? BindList(AttributeDefinition definition, JsonElement value, IdpProfile profile) =>
        ResourceBinder.BindValue(definition, value, profile) as ScimArray;
}
