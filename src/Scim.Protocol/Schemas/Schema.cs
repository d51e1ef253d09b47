using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Scim.Protocol.Schemas;

/// <summary>A schema (RFC 7643 §7): data that drives validation, projection, PATCH, filters and discovery alike.</summary>
public sealed class Schema(string id, string name, string description, ImmutableArray<AttributeDefinition> attributes)
{
    private readonly Dictionary<string, AttributeDefinition>.AlternateLookup<ReadOnlySpan<char>> _byName =
        attributes.ToDictionary(a => a.Name, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The schema's URN; compared without regard to case.</summary>
    public string Id { get; } = id;

    public string Name { get; } = name;

    public string Description { get; } = description;

    public ImmutableArray<AttributeDefinition> Attributes { get; } = attributes;

    public bool TryGetAttribute(ReadOnlySpan<char> name, [NotNullWhen(true)] out AttributeDefinition? definition) =>
        _byName.TryGetValue(name, out definition);
}
