using System.Buffers;

namespace Scim.Protocol.Filters;

/// <summary>
/// Takes <c>[URI ":"] ATTRNAME *1subAttr</c> apart (RFC 7644 §3.4.2.2 and §3.10). A name holds no colon, so the last colon ends the URI,
/// and the first dot behind it begins the sub-attribute.
/// </summary>
internal static class AttributeReferenceReader
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    // RFC 3986 appendix A, without the brackets and parentheses that mean something in a filter.
    private static readonly SearchValues<char> UriCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@!$&'*+,;=%");

    public static AttributeReference Read(FilterLexer lexer, string word, int start)
    {
        if (word.Length == 0)
        {
            throw lexer.Error("Expected an attribute", start);
        }

        var colon = word.LastIndexOf(':');
        var urn = colon < 0 ? null : word[..colon];
        if (urn is not null && (urn.Length == 0 || !char.IsAsciiLetter(urn[0]) || urn.AsSpan().ContainsAnyExcept(UriCharacters)))
        {
            throw lexer.Error("Not a schema URN", start);
        }

        var path = word.AsSpan(colon + 1);
        var dot = path.IndexOf('.');
        var name = dot < 0 ? path : path[..dot];
        if (!IsName(name))
        {
            throw lexer.Error("Not an attribute name", start + colon + 1);
        }

        if (dot < 0)
        {
            return new AttributeReference(urn, name.ToString(), null);
        }

        var sub = path[(dot + 1)..];
        return IsSubAttributeName(sub)
            ? new AttributeReference(urn, name.ToString(), sub.ToString())
            : throw lexer.Error("Not a sub-attribute name", start + colon + 1 + dot + 1);
    }

    /// <summary>Reads the <c>.sub</c> behind a closing bracket.</summary>
    public static string ReadTrailingSubAttribute(FilterLexer lexer)
    {
        lexer.TryRead('.');
        var start = lexer.Position;
        var sub = lexer.ReadWord();
        return IsSubAttributeName(sub) ? sub : throw lexer.Error("Not a sub-attribute name", start);
    }

    private static bool IsName(ReadOnlySpan<char> name) =>
        name.Length > 0 && char.IsAsciiLetter(name[0]) && !name.ContainsAnyExcept(NameCharacters);

    // RFC 7643 §2.4 names a sub-attribute $ref, which the ABNF of names in §2.1 does not cover.
    private static bool IsSubAttributeName(ReadOnlySpan<char> name) =>
        IsName(name) || name.Equals("$ref", StringComparison.OrdinalIgnoreCase);
}
