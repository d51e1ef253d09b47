using System.Diagnostics.CodeAnalysis;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Paths;

/// <summary>
/// Finds what a reference names, by the schemas alone (never by an object's own keys). Names and URNs are case-insensitive (RFC 7643 §2.1).
/// A name without URN is looked up in the base schema, then among the common attributes, then in the extensions in order (clients write <c>manager</c> for the enterprise one).
/// </summary>
public static class AttributeResolver
{
    public static bool TryResolve(ResourceType type, AttributeReference reference, [NotNullWhen(true)] out AttributeTarget? target)
    {
        target = null;
        if (!TryFindAttribute(type, reference, out var extension, out var attribute))
        {
            return false;
        }

        AttributeDefinition? sub = null;
        if (reference.SubAttribute is { } name && !attribute.TryGetSubAttribute(name, out sub))
        {
            return false;
        }

        target = new AttributeTarget(extension, attribute, sub);
        return true;
    }

    private static bool TryFindAttribute(
        ResourceType type, AttributeReference reference, out Schema? extension, [NotNullWhen(true)] out AttributeDefinition? attribute)
    {
        extension = null;
        attribute = null;
        if (reference.SchemaUrn is { } urn)
        {
            if (!type.TryGetSchema(urn, out var schema))
            {
                return false;
            }

            if (ReferenceEquals(schema, type.Schema))
            {
                return type.TryGetAttribute(reference.Name, out attribute);
            }

            extension = schema;
            return schema.TryGetAttribute(reference.Name, out attribute);
        }

        if (type.TryGetAttribute(reference.Name, out attribute))
        {
            return true;
        }

        foreach (var candidate in type.Extensions)
        {
            if (candidate.Schema.TryGetAttribute(reference.Name, out attribute))
            {
                extension = candidate.Schema;
                return true;
            }
        }

        return false;
    }
}
