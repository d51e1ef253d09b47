namespace Scim.Protocol.Resources;

/// <summary>
/// The lexical form of xsd:dateTime with a four-digit year (RFC 7643 §2.3.5): <c>yyyy-MM-ddTHH:mm:ss</c>, a fraction of any length, and <c>Z</c>, an offset or nothing.
/// </summary>
internal static class DateTimeSyntax
{
    private const int SecondsEnd = 19;

    public static bool IsValid(ReadOnlySpan<char> text)
    {
        if (text.Length < SecondsEnd || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':'
            || !Number(text[..4], 1, 9999, out var year) || !Number(text[5..7], 1, 12, out var month)
            || !Number(text[8..10], 1, DateTime.DaysInMonth(year, month), out _)
            || !Number(text[11..13], 0, 23, out _) || !Number(text[14..16], 0, 59, out _) || !Number(text[17..SecondsEnd], 0, 59, out _))
        {
            return false;
        }

        var rest = text[SecondsEnd..];
        if (rest is ['.', ..])
        {
            var zone = rest[1..].IndexOfAnyExceptInRange('0', '9');
            var digits = zone < 0 ? rest.Length - 1 : zone;
            if (digits == 0)
            {
                return false;
            }

            rest = rest[(1 + digits)..];
        }

        return rest is "" or "Z" || IsOffset(rest);
    }

    // XML Schema allows offsets of up to 14 hours.
    private static bool IsOffset(ReadOnlySpan<char> text) =>
        text.Length == 6 && (text[0] is '+' or '-') && text[3] == ':'
        && Number(text[1..3], 0, 14, out var hours) && Number(text[4..], 0, hours == 14 ? 0 : 59, out _);

    private static bool Number(ReadOnlySpan<char> text, int least, int most, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            value = (value * 10) + (c - '0');
        }

        return value >= least && value <= most;
    }
}
