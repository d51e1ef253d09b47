using System.Globalization;

namespace Scim.Protocol.Values;

/// <summary>An integer or a decimal. <see cref="Text"/> is the JSON number as sent, so that it round-trips unchanged.</summary>
public sealed class ScimNumber(decimal value, string text) : ScimValue
{
    public decimal Value { get; } = value;

    public string Text { get; } = text;

    public static ScimNumber Of(long value) => new(value, value.ToString(CultureInfo.InvariantCulture));

    public override bool Equals(ScimValue? other) => other is ScimNumber n && n.Value == Value;

    public override int GetHashCode() => Value.GetHashCode();

    public override string ToString() => Text;
}
