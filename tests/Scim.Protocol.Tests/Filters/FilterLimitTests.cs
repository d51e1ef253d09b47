using System.Diagnostics;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;

namespace Scim.Protocol.Tests.Filters;

public sealed class FilterLimitTests
{
    [Fact]
    public void a_filter_of_4096_characters_parses_and_one_more_is_refused()
    {
        var filter = "a eq \"" + new string('x', 4096 - 7) + "\"";
        FilterParser.Parse(filter).ToString().ShouldBe(filter);
        ShouldBeOverTheLimit(filter + " ");
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("not (", ")")]
    public void twenty_levels_parse_and_one_more_is_refused(string open, string close)
    {
        FilterParser.Parse(Nested(open, close, 20)).ShouldNotBeNull();
        ShouldBeOverTheLimit(Nested(open, close, 21));
    }

    [Fact]
    public void a_value_path_is_a_level()
    {
        FilterParser.Parse("(" + "emails[" + Nested("(", ")", 18) + "])").ShouldNotBeNull();
        ShouldBeOverTheLimit("(" + "emails[" + Nested("(", ")", 19) + "])");
    }

    [Fact]
    public void levels_that_are_closed_again_do_not_add_up() =>
        FilterParser.Parse(string.Join(" and ", Enumerable.Repeat("(e[(a pr)])", 50))).ShouldNotBeNull();

    [Fact]
    public void fifty_comparisons_parse_and_one_more_is_refused()
    {
        FilterParser.Parse(string.Join(" or ", Enumerable.Repeat("a pr", 50))).ShouldNotBeNull();
        ShouldBeOverTheLimit(string.Join(" or ", Enumerable.Repeat("a pr", 51)));
    }

    [Fact]
    public void comparisons_in_value_paths_count()
    {
        var filter = string.Join(" and ", Enumerable.Repeat("e[a pr and b pr].c pr", 16)) + " and x pr";
        FilterParser.Parse(filter + " and x pr").ShouldNotBeNull();
        ShouldBeOverTheLimit(filter + " and x pr and x pr");
    }

    [Theory]
    [InlineData("(")]
    [InlineData("not (")]
    [InlineData("not ")]
    [InlineData("a[")]
    [InlineData("a pr and (")]
    [InlineData("a:")]
    [InlineData("a.")]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData("a pr or ")]
    public void a_hundred_thousand_of_anything_is_refused_at_once(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 100_000));
        var watch = Stopwatch.StartNew();
        ShouldBeOverTheLimit(text);

        // The grammar behind the length limit holds by itself.
        var lexer = new FilterLexer(text, Refusals.FilterSyntax);
        Should.Throw<ScimException>(() => new FilterGrammar(lexer).ParseWhole())
            .Error.Refusal.ShouldBeOneOf(Refusals.FilterLimit, Refusals.FilterSyntax);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    private static string Nested(string open, string close, int levels) =>
        string.Concat(Enumerable.Repeat(open, levels)) + "a pr" + string.Concat(Enumerable.Repeat(close, levels));

    private static void ShouldBeOverTheLimit(string filter) =>
        Should.Throw<ScimException>(() => FilterParser.Parse(filter)).Error.Refusal.ShouldBe(Refusals.FilterLimit);
}
