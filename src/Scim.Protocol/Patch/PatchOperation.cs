using System.Text.Json;
using Scim.Protocol.Filters;
using Scim.Protocol.Paths;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Patch;

/// <summary>One operation on one target. Path-less operations of the request have been taken apart into one for each attribute.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Path">Where: an attribute, found in the schemas. A whole schema is only ever an extension to be removed.</param>
/// <param name="Value">The JSON as sent, of kind <see cref="JsonValueKind.Undefined"/> when there is none. It lives as long as the body's document.</param>
public sealed record PatchOperation(PatchOperationKind Kind, ResolvedPath Path, JsonElement Value)
{
    public bool HasValue => Value.ValueKind != JsonValueKind.Undefined;

    /// <summary>The extension whose object holds the attribute, or is to be removed; null for the base schema and the common attributes.</summary>
    public Schema? Extension => Path.IsWholeSchema ? Path.WholeSchema : Path.Target.Extension;

    /// <summary>The top-level attribute; null in the removal of an extension.</summary>
    public AttributeDefinition? Attribute => Path.Target?.Attribute;

    public AttributeDefinition? SubAttribute => Path.Target?.SubAttribute;

    /// <summary>Selects elements of the attribute, which is then multi-valued.</summary>
    public CheckedFilter? Filter => Path.ValueFilter;
}
