using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Scim.Protocol.Values;

/// <summary>
/// A complex value or a whole resource: attributes in order, under their canonical names (the schema's spelling; an extension
/// under its schema URN). Names are found without regard to letter case (RFC 7643 §2.1). Two objects are equal when they hold equal attributes in any order.
/// </summary>
public sealed class ScimObject(ImmutableArray<KeyValuePair<string, ScimValue>> attributes) : ScimValue
{
    public static readonly ScimObject Empty = new([]);

    public ImmutableArray<KeyValuePair<string, ScimValue>> Attributes { get; } = attributes;

    public ScimValue? this[string name] => TryGet(name, out var value) ? value : null;

    public bool TryGet(string name, [NotNullWhen(true)] out ScimValue? value)
    {
        var index = IndexOf(name);
        value = index < 0 ? null : Attributes[index].Value;
        return index >= 0;
    }

    /// <summary>The same object with one attribute set: in its place if it was there, at the end if not.</summary>
    public ScimObject With(string name, ScimValue value)
    {
        var index = IndexOf(name);
        return index < 0
            ? new ScimObject(Attributes.Add(new(name, value)))
            : new ScimObject(Attributes.SetItem(index, new(Attributes[index].Key, value)));
    }

    /// <summary>The same object without one attribute; itself when it has none of that name.</summary>
    public ScimObject Without(string name)
    {
        var index = IndexOf(name);
        return index < 0 ? this : new ScimObject(Attributes.RemoveAt(index));
    }

    public override bool Equals(ScimValue? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is not ScimObject o || o.Attributes.Length != Attributes.Length)
        {
            return false;
        }

        foreach (var (name, value) in Attributes)
        {
            if (!o.TryGet(name, out var theirs) || !value.Equals(theirs))
            {
                return false;
            }
        }

        return true;
    }

    public override int GetHashCode()
    {
        var hash = Attributes.Length;
        foreach (var (name, value) in Attributes)
        {
            hash += StringComparer.OrdinalIgnoreCase.GetHashCode(name) ^ value.GetHashCode();
        }

        return hash;
    }

    private int IndexOf(string name)
    {
        for (var i = 0; i < Attributes.Length; i++)
        {
            if (string.Equals(Attributes[i].Key, name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }
}
