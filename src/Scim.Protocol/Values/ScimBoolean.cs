namespace Scim.Protocol.Values;

/// <summary>A boolean; two instances exist.</summary>
public sealed class ScimBoolean : ScimValue
{
    public static readonly ScimBoolean True = new(true);
    public static readonly ScimBoolean False = new(false);

    private ScimBoolean(bool value) => Value = value;

    public bool Value { get; }

    public static ScimBoolean Of(bool value) => value ? True : False;

    public override bool Equals(ScimValue? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Value ? 1 : 0;

    public override string ToString() => Value ? "true" : "false";
}
