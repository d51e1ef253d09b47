using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Scim.Protocol.Projection;

namespace Scim.Protocol.Schemas;

/// <summary>
/// A resource type (RFC 7643 §6). <see cref="Schema"/> is the base schema with the common attributes
/// (<c>schemas</c>, <c>id</c>, <c>externalId</c>, <c>meta</c>, RFC 7643 §3.1) found beside its own by <see cref="TryGetAttribute"/>.
/// </summary>
public sealed class ResourceType(string id, string endpoint, string description, Schema schema, ImmutableArray<SchemaExtension> extensions)
{
    /// <summary>The id and the name, e.g. <c>User</c>.</summary>
    public string Id { get; } = id;

    /// <summary>Relative to the base URL, e.g. <c>/Users</c>.</summary>
    public string Endpoint { get; } = endpoint;

    public string Description { get; } = description;

    public Schema Schema { get; } = schema;

    public ImmutableArray<SchemaExtension> Extensions { get; } = extensions;

    /// <summary>
    /// Whether a stored profile can hold what an answer without <c>attributes</c> must leave out (<c>returned</c> is request or never).
    /// WriteOnly attributes do not count, since they are not stored.
    /// </summary>
    public bool HasHiddenAttributes { get; } = HasHidden(schema) || extensions.Any(e => HasHidden(e.Schema));

    /// <summary>What an answer shows when nothing is asked for; made when it is first wanted.</summary>
    internal AttributeSelection? DefaultSelection { get; set; }

    /// <summary>Finds a top-level attribute of the base schema or a common attribute, by name without regard to case.</summary>
    public bool TryGetAttribute(ReadOnlySpan<char> name, [NotNullWhen(true)] out AttributeDefinition? definition) =>
        Schema.TryGetAttribute(name, out definition) || CommonAttributes.TryGet(name, out definition);

    /// <summary>Finds the base schema or an extension by URN, without regard to case.</summary>
    public bool TryGetSchema(ReadOnlySpan<char> urn, [NotNullWhen(true)] out Schema? schema)
    {
        if (urn.Equals(Schema.Id, StringComparison.OrdinalIgnoreCase))
        {
            schema = Schema;
            return true;
        }

        foreach (var extension in Extensions)
        {
            if (urn.Equals(extension.Schema.Id, StringComparison.OrdinalIgnoreCase))
            {
                schema = extension.Schema;
                return true;
            }
        }

        schema = null;
        return false;
    }

    /// <summary>The same type with those of the extensions that are added to it; itself where there is none.</summary>
    internal ResourceType With(ImmutableArray<AddedExtension> added)
    {
        var own = added.Where(a => a.ResourceType == Id).Select(a => a.Extension).ToImmutableArray();
        return own.IsEmpty ? this : new ResourceType(Id, Endpoint, Description, Schema, [.. Extensions, .. own]);
    }

    private static bool HasHidden(Schema schema) => schema.Attributes.Any(a => IsHidden(a) || a.SubAttributes.Any(IsHidden));

    private static bool IsHidden(AttributeDefinition attribute) =>
        attribute is { Returned: Returned.Request or Returned.Never, Mutability: not Mutability.WriteOnly };
}
