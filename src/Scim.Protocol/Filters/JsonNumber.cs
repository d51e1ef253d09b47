namespace Scim.Protocol.Filters;

/// <summary>The number grammar of RFC 8259 §6, which the BCL's parsers take more loosely.</summary>
internal static class JsonNumber
{
    public static bool IsNumber(ReadOnlySpan<char> text)
    {
        var rest = text.StartsWith('-') ? text[1..] : text;
        if (!SkipDigits(ref rest, out var leadingZero) || leadingZero)
        {
            return false;
        }

        if (rest.StartsWith('.'))
        {
            rest = rest[1..];
            if (!SkipDigits(ref rest, out _))
            {
                return false;
            }
        }

        if (rest.Length > 0 && rest[0] is 'e' or 'E')
        {
            rest = rest[1..];
            if (rest.Length > 0 && rest[0] is '+' or '-')
            {
                rest = rest[1..];
            }

            if (!SkipDigits(ref rest, out _))
            {
                return false;
            }
        }

        return rest.IsEmpty;
    }

    private static bool SkipDigits(ref ReadOnlySpan<char> text, out bool leadingZero)
    {
        var count = text.IndexOfAnyExceptInRange('0', '9');
        count = count < 0 ? text.Length : count;
        leadingZero = count > 1 && text[0] == '0';
        text = text[count..];
        return count > 0;
    }
}
