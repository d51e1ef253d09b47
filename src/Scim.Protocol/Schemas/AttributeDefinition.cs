using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Scim.Protocol.Schemas;

/// <summary>One attribute of a schema with all its characteristics (RFC 7643 §2.2 and §7).</summary>
public sealed record AttributeDefinition
{
    /// <summary>The most characters of a string, unless the attribute says otherwise.</summary>
    public const int DefaultMaxLength = 4096;

    private readonly Dictionary<string, AttributeDefinition>.AlternateLookup<ReadOnlySpan<char>> _byName = ByName([]);
    private readonly ImmutableArray<AttributeDefinition> _subAttributes = [];
    private byte[]? _utf8Name;

    /// <summary>The canonical spelling; compared without regard to case.</summary>
    public required string Name { get; init; }

    public required AttributeType Type { get; init; }

    public bool MultiValued { get; init; }

    public string Description { get; init; } = "";

    public bool Required { get; init; }

    public bool CaseExact { get; init; }

    public Mutability Mutability { get; init; }

    public Returned Returned { get; init; }

    public Uniqueness Uniqueness { get; init; }

    /// <summary>Suggested values. They are advertised, not enforced: clients send others (idp quirk M18).</summary>
    public ImmutableArray<string> CanonicalValues { get; init; } = [];

    public ImmutableArray<string> ReferenceTypes { get; init; } = [];

    /// <summary>The most characters (UTF-16 units) that a string, reference or binary of this attribute may have.</summary>
    public int MaxLength { get; init; } = DefaultMaxLength;

    /// <summary>The name in UTF-8, for readers that compare without making a string.</summary>
    internal ReadOnlySpan<byte> Utf8Name => _utf8Name ??= Encoding.UTF8.GetBytes(Name);

    /// <summary>Of a complex attribute; empty otherwise. RFC 7643 §2.3.8: no complex attribute holds another.</summary>
    public ImmutableArray<AttributeDefinition> SubAttributes
    {
        get => _subAttributes;
        init
        {
            _subAttributes = value;
            _byName = ByName(value);
        }
    }

    public bool TryGetSubAttribute(ReadOnlySpan<char> name, [NotNullWhen(true)] out AttributeDefinition? definition) =>
        _byName.TryGetValue(name, out definition);

    public bool Equals(AttributeDefinition? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name);

    private static Dictionary<string, AttributeDefinition>.AlternateLookup<ReadOnlySpan<char>> ByName(ImmutableArray<AttributeDefinition> attributes) =>
        attributes.ToDictionary(a => a.Name, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}
