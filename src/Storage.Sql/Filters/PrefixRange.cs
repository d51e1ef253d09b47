using System.Text;

namespace Scim.Storage.Sql.Filters;

/// <summary>The texts that begin with a prefix, as a range in the order of code points: from the prefix itself to the first text behind all of them.</summary>
/// <param name="From">The prefix, or as much of it as an index holds of every text.</param>
/// <param name="Below">The first text behind; null where there is none.</param>
/// <param name="IsWhole">Whether the range has no other texts.</param>
internal readonly record struct PrefixRange(string From, string? Below, bool IsWhole)
{
    /// <summary>As many code points of a text are the beginning of its key in each index of texts.</summary>
    public const int MaxCodePoints = 128;

    public static PrefixRange Of(string prefix)
    {
        var end = 0;
        for (var taken = 0; taken < MaxCodePoints && end < prefix.Length; taken++)
        {
            end += char.IsSurrogatePair(prefix, end) ? 2 : 1;
        }

        return new PrefixRange(prefix[..end], Next(prefix.AsSpan(0, end)), end == prefix.Length);
    }

    // The last code point that has one after it is raised. Surrogates are none.
    private static string? Next(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            _ = Rune.DecodeLastFromUtf16(text, out var last, out var length);
            text = text[..^length];
            if (last.Value < 0x10FFFF)
            {
                return string.Concat(text, new Rune(last.Value == 0xD7FF ? 0xE000 : last.Value + 1).ToString());
            }
        }

        return null;
    }
}
