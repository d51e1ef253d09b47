using System.Text.Encodings.Web;
using System.Text.Json;

namespace Scim.Protocol.Filters;

/// <summary>The compared value: a JSON string, number, boolean or null (RFC 7644 §3.4.2.2, <c>compValue</c>).</summary>
public sealed record FilterLiteral
{
    public static readonly FilterLiteral Null = new();
    public static readonly FilterLiteral True = new() { Boolean = true };
    public static readonly FilterLiteral False = new() { Boolean = false };

    private FilterLiteral()
    {
    }

    public string? Text { get; private init; }

    public decimal? Number { get; private init; }

    public bool? Boolean { get; private init; }

    public bool IsNull => Text is null && Number is null && Boolean is null;

    public static FilterLiteral Of(string text) => new() { Text = text };

    public static FilterLiteral Of(decimal number) => new() { Number = number };

    public static FilterLiteral Of(bool value) => value ? True : False;

    public override string ToString() =>
        Text is not null ? $"\"{JsonEncodedText.Encode(Text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\""
        : Number is { } number ? number.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : Boolean is { } boolean ? (boolean ? "true" : "false")
        : "null";
}
