namespace Scim.Protocol.Values;

/// <summary>A string, dateTime, binary or reference, kept exactly as it was sent.</summary>
public sealed class ScimString(string value) : ScimValue
{
    public string Value { get; } = value;

    public override bool Equals(ScimValue? other) => other is ScimString s && s.Value == Value;

    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Value;
}
