using System.Globalization;

namespace Scim.Protocol.Comparisons;

/// <summary>
/// The dateTime of RFC 7643 §2.3.5, an xsd:dateTime: <c>2011-05-13T04:42:34Z</c>, with an optional fraction of a second and an offset of <c>Z</c> or
/// <c>±hh:mm</c>. Without an offset it is taken as UTC. Years have four digits. Seven digits of the fraction count (100 ns); further ones are cut off.
/// </summary>
public static class ScimDateTime
{
    private const int SecondsLength = 19;

    /// <param name="text">The whole text; blanks around it are not allowed.</param>
    /// <param name="utcTicks">
    /// The instant in ticks of 100 ns since 0001-01-01T00:00:00Z. An offset can put it up to 14 hours outside the range of <see cref="DateTime"/>.
    /// </param>
    public static bool TryParse(ReadOnlySpan<char> text, out long utcTicks)
    {
        utcTicks = 0;
        if (text.Length < SecondsLength || !DateTime.TryParseExact(
            text[..SecondsLength], "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return false;
        }

        var rest = text[SecondsLength..];
        if (!TryReadFraction(ref rest, out var fraction) || !TryReadOffset(rest, out var offset))
        {
            return false;
        }

        utcTicks = local.Ticks + fraction - offset;
        return true;
    }

    private static bool TryReadFraction(ref ReadOnlySpan<char> rest, out long ticks)
    {
        ticks = 0;
        if (!rest.StartsWith('.'))
        {
            return true;
        }

        var end = rest[1..].IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? rest[1..] : rest.Slice(1, end);
        rest = rest[(digits.Length + 1)..];
        for (var i = 0; i < 7; i++)
        {
            ticks = (ticks * 10) + (i < digits.Length ? digits[i] - '0' : 0);
        }

        return digits.Length > 0;
    }

    // xsd:dateTime bounds an offset by 14:00.
    private static bool TryReadOffset(ReadOnlySpan<char> rest, out long ticks)
    {
        ticks = 0;
        if (rest.IsEmpty || rest is "Z")
        {
            return true;
        }

        if (rest.Length != 6 || rest[0] is not ('+' or '-') || rest[3] != ':'
            || !TryReadTwoDigits(rest[1..3], out var hours) || !TryReadTwoDigits(rest[4..6], out var minutes)
            || minutes > 59 || (hours * 60) + minutes > 14 * 60)
        {
            return false;
        }

        ticks = ((hours * 60L) + minutes) * TimeSpan.TicksPerMinute * (rest[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TryReadTwoDigits(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
