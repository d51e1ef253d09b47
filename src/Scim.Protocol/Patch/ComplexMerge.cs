using System.Text.Json;
using Scim.Protocol.Deviations;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Patch;

/// <summary>
/// Writes sub-attributes of one complex value: those named take the value sent, null unassigns, those not named stay
/// (RFC 7644 §3.5.2.1, §3.5.2.3). Unknown and readOnly ones are ignored.
/// </summary>
internal static class ComplexMerge
{
    private const string Value = "value";
    private const string Reference = "$ref";

    /// <summary>The value afterwards; null when nothing is left in it.</summary>
    public static ScimObject? Merge(AttributeDefinition attribute, ScimObject? current, JsonElement value, IdpProfile profile)
    {
        var result = current ?? ScimObject.Empty;
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                if (attribute.TryGetSubAttribute(member.Name, out var sub) && sub.Mutability != Mutability.ReadOnly)
                {
                    ValueBinder.RequireOnce(value, member, sub.Name);
                    result = Set(result, sub, PatchValue.BindSingle(sub, member.Value, profile));
                }
            }
        }
        else if (ResourceBinder.BindElement(attribute, value, profile) is ScimObject bound)
        {
            result = Merge(result, bound);
        }
        else
        {
            return null;
        }

        return Settle(attribute, current, result);
    }

    /// <summary>Writes or unassigns one sub-attribute.</summary>
    public static ScimObject? SetOne(AttributeDefinition attribute, ScimObject? current, AttributeDefinition sub, ScimValue? value) =>
        Settle(attribute, current, Set(current ?? ScimObject.Empty, sub, value));

    /// <summary>Writes every sub-attribute that <paramref name="added"/> has.</summary>
    public static ScimObject Merge(ScimObject current, ScimObject added)
    {
        foreach (var (name, value) in added.Attributes)
        {
            current = current.With(name, value);
        }

        return current;
    }

    private static ScimObject Set(ScimObject complex, AttributeDefinition sub, ScimValue? value) =>
        value is null ? complex.Without(sub.Name)
        : value.Equals(complex[sub.Name]) ? complex
        : complex.With(sub.Name, value);

    // What points elsewhere does not keep the address or the name of what it pointed at (manager.value, $ref, displayName).
    private static ScimObject? Settle(AttributeDefinition attribute, ScimObject? before, ScimObject after)
    {
        if (before is not null && !ReferenceEquals(before, after) && attribute.TryGetSubAttribute(Reference, out var reference)
            && before[Value] is { } oldTarget && !oldTarget.Equals(after[Value]))
        {
            if (before[reference.Name] is { } oldReference && oldReference.Equals(after[reference.Name]))
            {
                after = after.Without(reference.Name);
            }

            foreach (var sub in attribute.SubAttributes)
            {
                after = sub.Mutability == Mutability.ReadOnly ? after.Without(sub.Name) : after;
            }
        }

        return after.Attributes.IsEmpty ? null : after;
    }
}
