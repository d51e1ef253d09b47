using System.Text;
using CsCheck;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;

namespace Scim.Protocol.Tests.Filters;

public sealed class FilterParserPropertyTests
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    [Fact]
    public void a_printed_tree_parses_back_to_the_same_tree() =>
        FilterGens.Filter.Sample(tree => FilterParser.Parse(tree.ToString()!).ShouldBe(tree), iter: 5000);

    [Fact]
    public void a_literal_parses_back_to_the_same_literal() =>
        FilterGens.Literal.Sample(literal => ((ComparisonNode)FilterParser.Parse($"a eq {literal}")).Value.ShouldBe(literal), iter: 5000);

    [Fact]
    public void text_that_is_a_filter_prints_to_a_fixed_point_and_other_text_is_refused() =>
        FilterGens.TokenSoup.Sample(AssertParsesOrIsRefused, iter: 20_000);

    [Fact]
    public void no_text_at_all_makes_the_parser_fail_in_another_way() =>
        Gen.String.Sample(AssertParsesOrIsRefused, iter: 20_000);

    [Fact]
    public void no_damage_to_a_good_filter_makes_the_parser_fail_in_another_way() =>
        Gen.Select(FilterGens.Filter, Gen.Int[0, 400], Gen.Char).Sample(
            (tree, index, c) =>
            {
                var text = tree.ToString()!;
                var at = index % text.Length;
                AssertParsesOrIsRefused(text[..at] + c + text[(at + 1)..]);
                AssertParsesOrIsRefused(text[..at]);
                AssertParsesOrIsRefused(text[..at] + text[(at + 1)..]);
            },
            iter: 5000);

    private static void AssertParsesOrIsRefused(string text)
    {
        FilterNode tree;
        try
        {
            tree = FilterParser.Parse(text);
        }
        catch (ScimException e)
        {
            e.Error.Refusal.ShouldBeOneOf(Refusals.FilterSyntax, Refusals.FilterLimit);
            e.Error.Detail.Length.ShouldBeLessThan(200);
            e.Error.Detail.ShouldNotContain('\0');
            StrictUtf8.GetByteCount(e.Error.Detail).ShouldBePositive();
            return;
        }

        FilterParser.Parse(tree.ToString()!).ShouldBe(tree);
    }
}
