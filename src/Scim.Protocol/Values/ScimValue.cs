namespace Scim.Protocol.Values;

/// <summary>
/// A value of the SCIM data model (RFC 7643 §2.3), immutable and compared by content.
/// There is no null: an unassigned attribute is an absent one (RFC 7643 §2.5).
/// </summary>
public abstract class ScimValue : IEquatable<ScimValue>
{
    private protected ScimValue()
    {
    }

    public abstract bool Equals(ScimValue? other);

    public sealed override bool Equals(object? obj) => Equals(obj as ScimValue);

    public abstract override int GetHashCode();
}
