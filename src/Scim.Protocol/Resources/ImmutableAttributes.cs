using System.Collections.Immutable;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Resources;

/// <summary>
/// Holds a replacement to the immutable attributes of what it replaces (RFC 7644 §3.5.1): another value is refused, an absent one is carried over.
/// Sub-attributes of multi-valued attributes are not compared: another value there is another element.
/// </summary>
internal static class ImmutableAttributes
{
    /// <exception cref="ScimException"><see cref="Refusals.ImmutableAttribute"/>.</exception>
    public static ScimObject Keep(ResourceType type, ScimObject current, ScimObject next)
    {
        next = Keep(type.Schema.Attributes, null, current, next);
        foreach (var extension in type.Extensions)
        {
            if (current[extension.Schema.Id] is ScimObject before)
            {
                var after = next[extension.Schema.Id] as ScimObject ?? ScimObject.Empty;
                var kept = Keep(extension.Schema.Attributes, null, before, after);
                next = kept.Attributes.IsEmpty ? next : next.With(extension.Schema.Id, kept);
            }
        }

        return next;
    }

    private static ScimObject Keep(ImmutableArray<AttributeDefinition> definitions, AttributeDefinition? owner, ScimObject current, ScimObject next)
    {
        foreach (var definition in definitions)
        {
            if (definition.Mutability == Mutability.Immutable && current[definition.Name] is { } before)
            {
                var after = next[definition.Name];
                next = after is null ? next.With(definition.Name, before)
                    : after.Equals(before) ? next
                    : throw new ScimException(Refusals.ImmutableAttribute, $"'{AttributeNames.Of(definition, owner)}' has a value and cannot take another.");
            }
            else if (definition is { Type: AttributeType.Complex, MultiValued: false }
                && current[definition.Name] is ScimObject inner && next[definition.Name] is ScimObject replacement)
            {
                var kept = Keep(definition.SubAttributes, definition, inner, replacement);
                next = ReferenceEquals(kept, replacement) ? next : next.With(definition.Name, kept);
            }
        }

        return next;
    }
}
