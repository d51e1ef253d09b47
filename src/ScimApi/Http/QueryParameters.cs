using System.Text;
using System.Text.Unicode;
using Scim.Protocol.Errors;

namespace Scim.Api.Http;

/// <summary>
/// The query of a SCIM request (RFC 7644 §3.4.2, §3.9). Form-decoded: <c>+</c> is a blank. A bare <c>?</c>, a trailing <c>&amp;</c>, empty values
/// and unknown parameters (Entra's <c>aadOptscim062020</c>) pass.
/// </summary>
internal sealed record QueryParameters
{
    public const int DefaultCount = 100;
    public const int LargestCount = 1000;

    public static readonly QueryParameters None = new();

    public string? Filter { get; private init; }

    public string? Attributes { get; private init; }

    public string? ExcludedAttributes { get; private init; }

    /// <summary>At least 1.</summary>
    public int StartIndex { get; private init; } = 1;

    /// <summary>0 to <see cref="LargestCount"/>.</summary>
    public int Count { get; private init; } = DefaultCount;

    /// <exception cref="ScimException"><see cref="Refusals.QueryParameter"/>; <see cref="Refusals.FilterSyntax"/> for a filter that is not UTF-8.</exception>
    public static QueryParameters Read(HttpRequest request)
    {
        var query = request.QueryString.Value;
        if (string.IsNullOrEmpty(query) || query == "?")
        {
            return None;
        }

        string? filter = null, attributes = null, excluded = null, startIndex = null, count = null;
        foreach (var range in query.AsSpan(1).Split('&'))
        {
            var pair = query.AsSpan(1)[range];
            var equals = pair.IndexOf('=');
            if (equals < 0 || equals == pair.Length - 1)
            {
                continue;
            }

            var value = pair[(equals + 1)..];
            switch (Decode(pair[..equals])?.ToLowerInvariant())
            {
                case "filter":
                    Once(ref filter, value, "filter", Refusals.FilterSyntax);
                    break;
                case "attributes":
                    attributes = attributes is null ? Text(value) : $"{attributes},{Text(value)}";
                    break;
                case "excludedattributes":
                    excluded = excluded is null ? Text(value) : $"{excluded},{Text(value)}";
                    break;
                case "startindex":
                    Once(ref startIndex, value, "startIndex");
                    break;
                case "count":
                    Once(ref count, value, "count");
                    break;
                default:
                    break;
            }
        }

        return new QueryParameters
        {
            Filter = filter,
            Attributes = attributes,
            ExcludedAttributes = excluded,
            StartIndex = startIndex is null ? 1 : Number(startIndex, "startIndex", 1, int.MaxValue),
            Count = count is null ? DefaultCount : Number(count, "count", 0, LargestCount),
        };
    }

    // Two readers of one URL must not take different filters from it.
    private static void Once(ref string? target, ReadOnlySpan<char> value, string name, Refusal? unreadable = null) =>
        target = target is null ? Text(value, unreadable) : throw new ScimException(Refusals.QueryParameter, $"'{name}' is given more than once.");

    // Clamped by its sign and its number of digits, so that no number is too large to be understood.
    private static int Number(string text, string name, int least, int most)
    {
        var trimmed = text.AsSpan().Trim();
        var negative = trimmed is ['-', ..];
        var digits = trimmed is ['-' or '+', ..] ? trimmed[1..] : trimmed;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
        {
            throw new ScimException(Refusals.QueryParameter, $"'{name}' must be an integer.");
        }

        digits = digits.TrimStart('0');
        return negative ? least
            : digits.Length > 18 ? most
            : (int)Math.Clamp(digits.IsEmpty ? 0 : long.Parse(digits), least, most);
    }

    // Another character in place of one that cannot be read would be another question: an empty answer to it makes a client create a duplicate.
    private static string Text(ReadOnlySpan<char> value, Refusal? unreadable = null) =>
        Decode(value) ?? throw new ScimException(unreadable ?? Refusals.QueryParameter, "The query is not UTF-8 under its percent-encoding.");

    /// <returns>Null when the bytes are not UTF-8.</returns>
    private static string? Decode(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAny('%', '+') < 0)
        {
            return text.ToString();
        }

        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes[length++] = byte.Parse(text.Slice(i + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier);
                i += 2;
            }
            else if (text[i] == '+')
            {
                bytes[length++] = (byte)' ';
            }
            else
            {
                var run = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;
                length += Encoding.UTF8.GetBytes(text.Slice(i, run), bytes.AsSpan(length));
                i += run - 1;
            }
        }

        var decoded = bytes.AsSpan(0, length);
        return Utf8.IsValid(decoded) ? Encoding.UTF8.GetString(decoded) : null;
    }
}
