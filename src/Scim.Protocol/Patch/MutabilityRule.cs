using Scim.Protocol.Errors;
using Scim.Protocol.Paths;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Patch;

/// <summary>What the mutability of an attribute allows (RFC 7643 §2.2, RFC 7644 §3.5.2).</summary>
internal static class MutabilityRule
{
    /// <summary>Whether a client can never write what the path names.</summary>
    public static bool IsReadOnly(ResolvedPath path) => path.Target is { } target
        && (target.Attribute.Mutability == Mutability.ReadOnly || target.SubAttribute?.Mutability == Mutability.ReadOnly);

    /// <summary>Refuses a remove of what the schema requires (RFC 7644 §3.5.2.2).</summary>
    public static void RefuseRemovalOfRequired(ResolvedPath path)
    {
        if (path.Target is { Leaf.Required: true } target && (path.ValueFilter is null || target.SubAttribute is not null))
        {
            throw new ScimException(Refusals.ReadOnlyAttribute, $"`{path}` is required and cannot be removed.");
        }
    }

    /// <summary>Refuses to change an immutable attribute, or immutable sub-attributes of a complex value, once they have a value.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="before">Its value, or one element, before.</param>
    /// <param name="after">The same afterwards; null when it is gone.</param>
    /// <param name="isElement">The two are one element of the attribute, so that only its sub-attributes are looked at.</param>
    public static void RefuseChangeOfImmutable(AttributeDefinition attribute, ScimValue? before, ScimValue? after, bool isElement = false)
    {
        if (before is null)
        {
            return;
        }

        if (!isElement && attribute.Mutability == Mutability.Immutable && !before.Equals(after))
        {
            throw Refuse(attribute.Name);
        }

        // A complex value that goes as a whole takes its immutable parts with it.
        if (before is not ScimObject complexBefore || after is not ScimObject complexAfter)
        {
            return;
        }

        foreach (var sub in attribute.SubAttributes)
        {
            if (sub.Mutability == Mutability.Immutable && complexBefore[sub.Name] is { } value && !value.Equals(complexAfter[sub.Name]))
            {
                throw Refuse($"{attribute.Name}.{sub.Name}");
            }
        }
    }

    private static ScimException Refuse(string name) =>
        new(Refusals.ImmutableAttribute, $"`{name}` is immutable: it has a value and cannot take another.");
}
