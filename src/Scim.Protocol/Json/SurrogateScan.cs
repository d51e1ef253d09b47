using System.Globalization;

namespace Scim.Protocol.Json;

/// <summary>
/// Finds <c>\uD800</c> to <c>\uDFFF</c> escapes that are not a pair. JSON's grammar allows them (RFC 8259 §8.2), but they name no character,
/// so that no UTF-8 text can hold them. UTF-8 itself cannot encode one; a backslash occurs in strings only, so the raw bytes are scanned.
/// </summary>
internal static class SurrogateScan
{
    private const int EscapeLength = 6;

    public static bool FindsLoneSurrogate(ReadOnlySpan<byte> json)
    {
        while (true)
        {
            var at = json.IndexOf((byte)'\\');
            if (at < 0 || at + 1 >= json.Length)
            {
                return false;
            }

            json = json[at..];
            if (!TryReadUnit(json, out var unit))
            {
                json = json[2..];
                continue;
            }

            json = json[EscapeLength..];
            if (char.IsLowSurrogate(unit))
            {
                return true;
            }

            if (char.IsHighSurrogate(unit))
            {
                if (!TryReadUnit(json, out var low) || !char.IsLowSurrogate(low))
                {
                    return true;
                }

                json = json[EscapeLength..];
            }
        }
    }

    // A malformed escape is not this scan's business: the parser refuses it.
    private static bool TryReadUnit(ReadOnlySpan<byte> json, out char unit)
    {
        unit = default;
        if (json.Length < EscapeLength || json[0] != '\\' || json[1] != 'u'
            || !ushort.TryParse(json[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        unit = (char)value;
        return true;
    }
}
