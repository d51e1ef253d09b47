using System.Text;
using System.Text.Unicode;
using Scim.Grains.Interfaces.Results;
using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;
using Scim.Protocol.Messages;
using Scim.Protocol.Sorting;

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

    /// <summary>What to sort by; null for nothing.</summary>
    public string? SortBy { get; private init; }

    public bool Descending { get; private init; }

    /// <summary>Null without the parameter; empty for the first page of a query by cursor (RFC 9865 §2).</summary>
    public string? Cursor { get; private init; }

    /// <summary>At least 1.</summary>
    public int StartIndex { get; private init; } = 1;

    /// <summary>0 to <see cref="LargestCount"/>.</summary>
    public int Count { get; private init; } = DefaultCount;

    /// <exception cref="ScimException">
    /// <see cref="Refusals.QueryParameter"/>, <see cref="Refusals.SortOrder"/>, <see cref="Refusals.CountInvalid"/>; <see cref="Refusals.FilterSyntax"/> for a filter that is not UTF-8.
    /// </exception>
    public static QueryParameters Read(HttpRequest request)
    {
        var query = request.QueryString.Value;
        if (string.IsNullOrEmpty(query) || query == "?")
        {
            return None;
        }

        string? filter = null, attributes = null, excluded = null, startIndex = null, count = null, sortBy = null, sortOrder = null, cursor = null;
        foreach (var range in query.AsSpan(1).Split('&'))
        {
            var pair = query.AsSpan(1)[range];
            var equals = pair.IndexOf('=');
            if (equals < 0 || equals == pair.Length - 1)
            {
                // The one parameter that says something without a value.
                if (Decode(equals < 0 ? pair : pair[..equals]) is { } bare && bare.Equals("cursor", StringComparison.OrdinalIgnoreCase))
                {
                    Once(ref cursor, "", "cursor");
                }

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
                case "sortby":
                    Once(ref sortBy, value, "sortBy");
                    break;
                case "sortorder":
                    Once(ref sortOrder, value, "sortOrder");
                    break;
                case "cursor":
                    Once(ref cursor, value, "cursor");
                    break;
                default:
                    break;
            }
        }

        return Of(filter, attributes, excluded, sortBy, sortOrder, cursor, startIndex, count);
    }

    /// <summary>The same of a query sent by POST (RFC 7644 §3.4.3).</summary>
    /// <exception cref="ScimException"><see cref="Refusals.QueryParameter"/>, <see cref="Refusals.SortOrder"/> or <see cref="Refusals.CountInvalid"/>.</exception>
    public static QueryParameters Of(SearchRequest request) => Of(
        Given(request.Filter), request.Attributes, request.ExcludedAttributes, request.SortBy, request.SortOrder, request.Cursor, Given(request.StartIndex), Given(request.Count));

    /// <summary>What to ask of the directory.</summary>
    /// <param name="withMembers">Whether a Group's members are wanted.</param>
    /// <param name="profile">What the token is forgiven.</param>
    public ListRequest ToRequest(bool withMembers, IdpProfile profile) =>
        new(Filter, StartIndex, Count, withMembers) { SortBy = SortBy, Descending = Descending, Cursor = Cursor, RefusedDeviations = profile.Refused };

    private static QueryParameters Of(
        string? filter, string? attributes, string? excluded, string? sortBy, string? sortOrder, string? cursor, string? startIndex, string? count)
    {
        var parameters = new QueryParameters
        {
            Filter = filter,
            Attributes = attributes,
            ExcludedAttributes = excluded,
            SortBy = string.IsNullOrWhiteSpace(sortBy) ? null : sortBy,
            Descending = ResourceSort.IsDescending(sortOrder) && !string.IsNullOrWhiteSpace(sortBy),
            Cursor = cursor,
            StartIndex = startIndex is null ? 1 : Number(startIndex, "startIndex", 1, int.MaxValue, Refusals.QueryParameter),
            Count = count is null ? DefaultCount : Number(count, "count", 0, LargestCount, cursor is null ? Refusals.QueryParameter : Refusals.CountInvalid),
        };
        return parameters is { Cursor: not null, StartIndex: > 1 }
            ? throw new ScimException(Refusals.QueryParameter, "'startIndex' and 'cursor' are two ways to page; use one of them.")
            : parameters;
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    // Two readers of one URL must not take different filters from it.
    private static void Once(ref string? target, ReadOnlySpan<char> value, string name, Refusal? unreadable = null) =>
        target = target is null ? Text(value, unreadable) : throw new ScimException(Refusals.QueryParameter, $"'{name}' is given more than once.");

    // Clamped by its sign and its number of digits, so that no number is too large to be understood.
    private static int Number(string text, string name, int least, int most, Refusal refusal)
    {
        var trimmed = text.AsSpan().Trim();
        var negative = trimmed is ['-', ..];
        var digits = trimmed is ['-' or '+', ..] ? trimmed[1..] : trimmed;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
        {
            throw new ScimException(refusal, $"'{name}' must be an integer.");
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
