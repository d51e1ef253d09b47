using Scim.Protocol.Comparisons;

namespace Scim.Protocol.Sorting;

/// <summary>
/// The value by which a resource is placed (RFC 7644 §3.4.2.3): a text, folded already where its attribute is not caseExact, or a number, which dateTimes (ticks)
/// and booleans (0, 1) are too. Null stands for "no value". The in-memory order and the stores' are held equal by a property test.
/// </summary>
/// <param name="Text">In the order of code points; null for a number.</param>
/// <param name="Number">Not used with a text.</param>
public sealed record SortKey(string? Text, decimal Number)
{
    /// <summary>Texts are placed by this many code points: what comes behind decides nothing, and no sort holds more of a value. Equal beginnings are ties.</summary>
    public const int MaxCodePoints = 256;

    public static SortKey Of(string text) => new(Clip(text), 0);

    public static SortKey Of(decimal number) => new(null, number);

    /// <summary>The ascending order: what has no value comes last.</summary>
    /// <returns>Negative, zero or positive.</returns>
    public static int Compare(SortKey? left, SortKey? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        ({ Text: { } l }, { Text: { } r }) => CodePointOrder.Compare(l, r),
        ({ Text: null }, { Text: null }) => left.Number.CompareTo(right.Number),
        _ => left.Text is null ? -1 : 1,
    };

    private static string Clip(string text)
    {
        if (text.Length <= MaxCodePoints)
        {
            return text;
        }

        var (end, points) = (0, 0);
        while (end < text.Length && points < MaxCodePoints)
        {
            end += char.IsHighSurrogate(text[end]) && end + 1 < text.Length && char.IsLowSurrogate(text[end + 1]) ? 2 : 1;
            points++;
        }

        return text[..end];
    }
}
