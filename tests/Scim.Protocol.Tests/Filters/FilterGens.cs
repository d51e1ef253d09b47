using CsCheck;
using Scim.Protocol.Filters;

namespace Scim.Protocol.Tests.Filters;

/// <summary>Random filters, as trees and as text.</summary>
internal static class FilterGens
{
    private static readonly string[] Names = ["userName", "emails", "title", "x-y_z9", "not", "and", "or", "pr", "true", "eq"];

    private static readonly string[] Urns = ["urn:ietf:params:scim:schemas:core:2.0:User", "http://example.com/a/1.0?b=c%20d", "x"];

    /// <summary>Text with everything that needs escaping, changes length or case oddly, or looks like syntax.</summary>
    public static readonly Gen<string> Text = Gen.OneOf(
            Gen.Char[' ', '~'].Select(c => c.ToString()),
            Gen.OneOf("\"", "\\", "/", "é", "İ", "ı", "ſ", "\u212a", "ẞ", "😀", "𐐀", "\ufffd", "\uffff", "\ue000", "\u2028", "\t", "\n", "\u0001", "\u007f", "\u0085"))
        .Array[0, 8].Select(string.Concat);

    public static readonly Gen<FilterLiteral> Literal = Gen.OneOf(
        Text.Select(FilterLiteral.Of),
        Gen.Decimal.Select(FilterLiteral.Of),
        Gen.Int.Select(i => FilterLiteral.Of((decimal)i)),
        Gen.OneOf(FilterLiteral.True, FilterLiteral.False, FilterLiteral.Null));

    private static readonly Gen<string?> Urn = Gen.OneOf(Gen.Const((string?)null), Gen.OneOf(Urns).Select(u => (string?)u));

    private static readonly Gen<string?> Sub = Gen.OneOf(Gen.Const((string?)null), Gen.OneOf("value", "$ref", "not").Select(s => (string?)s));

    public static readonly Gen<AttributeReference> Reference =
        Gen.Select(Urn, Gen.OneOf(Names), Sub, (urn, name, sub) => new AttributeReference(urn, name, sub));

    private static readonly Gen<FilterNode> Comparison = Gen.Select(Reference, Gen.Enum<ComparisonOperator>(), Literal, (attribute, op, literal) =>
        (FilterNode)new ComparisonNode(attribute, op, op == ComparisonOperator.Pr ? FilterLiteral.Null : literal));

    public static readonly Gen<FilterNode> Inner = Tree(Comparison, 3);

    public static readonly Gen<FilterNode> Filter = Tree(
        Gen.Frequency(
            (3, Comparison),
            (1, Gen.Select(Reference, Tree(Comparison, 2), (attribute, inner) => (FilterNode)new ValuePathNode(attribute, inner)))),
        4);

    /// <summary>A sequence of tokens that is a filter now and then.</summary>
    public static readonly Gen<string> TokenSoup = Gen.OneOf(
            "userName", "emails", "a.b", "urn:x:2.0:User:a.b", "eq", "pr", "co", "gt", "and", "or", "not", "(", ")", "[", "]", ".value", ".",
            "\"x\"", "\"", "\\", "\"\\u00", "true", "null", "-1.5e3", "1e999", "01", " ", "  ", "\t", "\0", "\ud800", "😀", ":", "$ref", "é")
        .Array[0, 30].Select(Gen.OneOf("", " "), (tokens, separator) => string.Join(separator, tokens));

    private static Gen<FilterNode> Tree(Gen<FilterNode> leaf, int depth)
    {
        if (depth == 0)
        {
            return leaf;
        }

        var below = Tree(leaf, depth - 1);
        return Gen.Frequency(
            (2, leaf),
            (3, Gen.Select(Gen.Bool, below, below, (isAnd, left, right) => (FilterNode)new LogicalNode(isAnd, left, right))),
            (1, below.Select(operand => (FilterNode)new NotNode(operand))));
    }
}
