using System.Collections.Immutable;

namespace Scim.Protocol.Values;

/// <summary>The values of a multi-valued attribute, in order; never empty in a stored resource (RFC 7643 §2.5).</summary>
public sealed class ScimArray(ImmutableArray<ScimValue> items) : ScimValue
{
    public ImmutableArray<ScimValue> Items { get; } = items;

    public override bool Equals(ScimValue? other) => other is ScimArray a && Items.AsSpan().SequenceEqual(a.Items.AsSpan());

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var item in Items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }
}
