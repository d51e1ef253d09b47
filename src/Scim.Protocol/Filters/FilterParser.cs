using Scim.Protocol.Errors;

namespace Scim.Protocol.Filters;

/// <summary>Parses the filters of RFC 7644 §3.4.2.2.</summary>
public static class FilterParser
{
    /// <summary>In UTF-16 code units.</summary>
    public const int MaxLength = 4096;

    /// <summary>Nested parentheses, <c>not (</c> and value paths.</summary>
    public const int MaxDepth = 20;

    /// <summary>Comparisons and presence tests, those inside value paths included.</summary>
    public const int MaxComparisons = 50;

    /// <summary>
    /// Parses a filter as it stands after percent-decoding. Names are not looked up; <see cref="FilterChecker"/> does that.
    /// Operators, <c>and</c>, <c>or</c>, <c>not</c>, <c>true</c>, <c>false</c> and <c>null</c> are read in any letter case, blanks may be repeated.
    /// </summary>
    /// <exception cref="ScimException"><see cref="Refusals.FilterSyntax"/> with the position, or <see cref="Refusals.FilterLimit"/>.</exception>
    public static FilterNode Parse(string text)
    {
        if (text.Length > MaxLength)
        {
            throw new ScimException(Refusals.FilterLimit, $"The filter has {text.Length} characters; {MaxLength} are allowed.");
        }

        var lexer = new FilterLexer(text, Refusals.FilterSyntax);
        lexer.RefuseLoneSurrogates();
        return new FilterGrammar(lexer).ParseWhole();
    }
}
