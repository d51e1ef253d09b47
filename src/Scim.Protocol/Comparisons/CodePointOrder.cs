namespace Scim.Protocol.Comparisons;

/// <summary>
/// Orders text by Unicode code points, which is the order of its UTF-8 bytes and so what SQLite's BINARY and PostgreSQL's "C" collation do.
/// <see cref="string.CompareOrdinal(string, string)"/> orders UTF-16 units and differs where a surrogate meets U+E000 to U+FFFF.
/// </summary>
public static class CodePointOrder
{
    /// <returns>Negative, zero or positive.</returns>
    public static int Compare(string left, string right)
    {
        var common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
        {
            return left.Length - right.Length;
        }

        var l = left[common];
        var r = right[common];
        if (char.IsSurrogate(l) == char.IsSurrogate(r))
        {
            return l - r;
        }

        return char.IsSurrogate(l) ? 1 : -1;
    }
}
