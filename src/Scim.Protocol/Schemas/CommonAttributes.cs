using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Scim.Protocol.Schemas;

/// <summary>The attributes that every resource has beside its schema's own (RFC 7643 §3, §3.1).</summary>
public static class CommonAttributes
{
    public static readonly AttributeDefinition Schemas = new()
    {
        Name = "schemas",
        Type = AttributeType.Reference,
        MultiValued = true,
        Required = true,
        CaseExact = true,
        Returned = Returned.Always,
        ReferenceTypes = ["uri"],
    };

    public static readonly AttributeDefinition Id = new()
    {
        Name = "id",
        Type = AttributeType.String,
        CaseExact = true,
        Mutability = Mutability.ReadOnly,
        Returned = Returned.Always,
        Uniqueness = Uniqueness.Server,
    };

    public static readonly AttributeDefinition ExternalId = new()
    {
        Name = "externalId",
        Type = AttributeType.String,
        CaseExact = true,
    };

    public static readonly AttributeDefinition Meta = new()
    {
        Name = "meta",
        Type = AttributeType.Complex,
        Mutability = Mutability.ReadOnly,
        SubAttributes =
        [
            new() { Name = "resourceType", Type = AttributeType.String, CaseExact = true, Mutability = Mutability.ReadOnly },
            new() { Name = "created", Type = AttributeType.DateTime, Mutability = Mutability.ReadOnly },
            new() { Name = "lastModified", Type = AttributeType.DateTime, Mutability = Mutability.ReadOnly },
            new() { Name = "location", Type = AttributeType.Reference, CaseExact = true, Mutability = Mutability.ReadOnly, ReferenceTypes = ["uri"] },
            new() { Name = "version", Type = AttributeType.String, CaseExact = true, Mutability = Mutability.ReadOnly },
        ],
    };

    public static ImmutableArray<AttributeDefinition> All { get; } = [Schemas, Id, ExternalId, Meta];

    public static bool TryGet(ReadOnlySpan<char> name, [NotNullWhen(true)] out AttributeDefinition? definition)
    {
        foreach (var attribute in All)
        {
            if (name.Equals(attribute.Name, StringComparison.OrdinalIgnoreCase))
            {
                definition = attribute;
                return true;
            }
        }

        definition = null;
        return false;
    }
}
