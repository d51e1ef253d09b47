using Scim.Protocol.Errors;
using Scim.Protocol.Filters;

namespace Scim.Protocol.Tests.Filters;

public sealed class FilterParserTests
{
    [Theory]
    [InlineData("eq", ComparisonOperator.Eq)]
    [InlineData("Ne", ComparisonOperator.Ne)]
    [InlineData("CO", ComparisonOperator.Co)]
    [InlineData("sw", ComparisonOperator.Sw)]
    [InlineData("eW", ComparisonOperator.Ew)]
    [InlineData("gt", ComparisonOperator.Gt)]
    [InlineData("GE", ComparisonOperator.Ge)]
    [InlineData("lt", ComparisonOperator.Lt)]
    [InlineData("lE", ComparisonOperator.Le)]
    public void operators_are_read_in_any_letter_case(string written, ComparisonOperator expected) =>
        FilterParser.Parse($"userName {written} \"x\"")
            .ShouldBe(new ComparisonNode(new AttributeReference(null, "userName", null), expected, FilterLiteral.Of("x")));

    [Theory]
    [InlineData("a pr or b pr and c pr", "a pr or b pr and c pr")]
    [InlineData("(a pr or b pr) and c pr", "(a pr or b pr) and c pr")]
    [InlineData("a pr and b pr or c pr", "a pr and b pr or c pr")]
    [InlineData("a pr and (b pr and c pr)", "a pr and (b pr and c pr)")]
    [InlineData("a pr or (b pr or c pr)", "a pr or (b pr or c pr)")]
    [InlineData("((a pr))", "a pr")]
    [InlineData("NOT(a pr) AND not ( b pr )", "not (a pr) and not (b pr)")]
    [InlineData("  a   PR  Or\tb  eq   TRUE ", "a pr or b eq true")]
    [InlineData("not pr and and eq null", "not pr and and eq null")]
    [InlineData("a eq Null or a eq -1.5e2 or a eq False", "a eq null or a eq -150 or a eq false")]
    [InlineData("emails[type eq \"work\" and (value co \"@a\" or value co \"@b\")] or x pr", "emails[type eq \"work\" and (value co \"@a\" or value co \"@b\")] or x pr")]
    [InlineData("emails[type eq \"work\"].value eq \"x\"", "emails[type eq \"work\" and value eq \"x\"]")]
    [InlineData("emails[type eq \"a\" or type eq \"b\"].value pr and x pr", "emails[(type eq \"a\" or type eq \"b\") and value pr] and x pr")]
    [InlineData("not (emails[not (type pr)])", "not (emails[not (type pr)])")]
    [InlineData("members.$ref eq \"x\"", "members.$ref eq \"x\"")]
    public void precedence_grouping_and_value_paths_are_kept(string filter, string printed) =>
        FilterParser.Parse(filter).ToString().ShouldBe(printed);

    [Theory]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:userName", "urn:ietf:params:scim:schemas:core:2.0:User", "userName", null)]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "manager", "value")]
    [InlineData("http://example.com/schemas/1.0/User:a-b_c.$ref", "http://example.com/schemas/1.0/User", "a-b_c", "$ref")]
    [InlineData("meta.lastModified", null, "meta", "lastModified")]
    public void a_reference_is_split_into_urn_name_and_sub_attribute(string written, string? urn, string name, string? sub) =>
        FilterParser.Parse(written + " pr").ShouldBeOfType<ComparisonNode>().Attribute.ShouldBe(new AttributeReference(urn, name, sub));

    [Theory]
    [InlineData(@"""CORP\\bsl""", @"CORP\bsl")]
    [InlineData(@"""a\""b\/c\b\f\n\r\t""", "a\"b/c\b\f\n\r\t")]
    [InlineData(@"""\u00e9\uD83D\uDE00""", "é😀")]
    [InlineData("\"😀 ) ] and\"", "😀 ) ] and")]
    [InlineData("\"\"", "")]
    public void a_text_is_a_json_string(string written, string value) =>
        FilterParser.Parse("a eq " + written).ShouldBeOfType<ComparisonNode>().Value.ShouldBe(FilterLiteral.Of(value));

    [Theory]
    [InlineData("", "at the end")]
    [InlineData("   ", "at the end")]
    [InlineData("userName", "at the end")]
    [InlineData("userName eq", "at the end")]
    [InlineData("userName foo \"x\"", "position 10")]
    [InlineData("userName eq \"x\" and", "at the end")]
    [InlineData("(userName eq \"x\"", "at the end")]
    [InlineData("userName eq \"x\")", "position 16")]
    [InlineData("userName eq \"x", "position 13")]
    [InlineData("emails[type eq \"work\"", "at the end")]
    [InlineData("emails[type eq \"work\")", "position 22")]
    [InlineData("externalId eq jyoung", "position 15")]
    [InlineData("externalId eq 'jyoung'", "position 15")]
    [InlineData("a eq 01", "position 6")]
    [InlineData("a eq 1.", "position 6")]
    [InlineData("a eq +1", "position 6")]
    [InlineData("a eq 1e400", "position 6")]
    [InlineData("a eq NaN", "position 6")]
    [InlineData("a eq \"x\"and b pr", "position 9")]
    [InlineData("a eq\"x\"", "position 5")]
    [InlineData("a pr b pr", "position 6")]
    [InlineData("a pr or or b pr", "position 12")]
    [InlineData("not a pr", "position 5")]
    [InlineData("()", "position 2")]
    [InlineData("a[]", "position 3")]
    [InlineData("a[b[c pr]]", "position 4")]
    [InlineData("a[b[c pr].d eq 1]", "position 4")]
    [InlineData("a[b pr].", "at the end")]
    [InlineData("a[b pr].c.d eq 1", "position 9")]
    [InlineData("a[b pr] eq 1", "position 9")]
    [InlineData("a[b pr]c pr", "position 8")]
    [InlineData("1a pr", "position 1")]
    [InlineData("a.b.c pr", "position 3")]
    [InlineData("a. pr", "position 3")]
    [InlineData(".a pr", "position 1")]
    [InlineData("$ref pr", "position 1")]
    [InlineData(":a pr", "position 1")]
    [InlineData("urn:x: pr", "position 7")]
    [InlineData("ürn:x:a pr", "position 1")]
    [InlineData("a eq \"\\x\"", "position 7")]
    [InlineData("a eq \"\\u12G4\"", "position 7")]
    [InlineData("a eq \"\\u12", "position 7")]
    [InlineData("a eq \"\\", "position 7")]
    [InlineData("a eq \"b\nc\"", "position 8")]
    [InlineData("a eq \"\\t\nc\"", "position 9")]
    [InlineData("a eq \"\\u0000\"", "position 6")]
    [InlineData("a eq \"\0\"", "position 7")]
    [InlineData("a eq \"\\ud800\"", "position 6")]
    [InlineData("a eq \"\\udc00\\ud800\"", "position 6")]
    public void bad_syntax_is_400_invalidFilter_and_says_where(string filter, string where)
    {
        var error = Should.Throw<ScimException>(() => FilterParser.Parse(filter)).Error;
        error.Refusal.ShouldBe(Refusals.FilterSyntax);
        error.Detail.ShouldContain(where);
    }

    [Theory]
    [InlineData('\ud800')]
    [InlineData('\udc00')]
    public void half_a_surrogate_pair_is_bad_syntax(char half)
    {
        foreach (var filter in new[] { $"a eq \"{half}\"", $"{half}", $"a{half} pr", $"a pr {half}x" })
        {
            Should.Throw<ScimException>(() => FilterParser.Parse(filter)).Error.Refusal.ShouldBe(Refusals.FilterSyntax);
        }
    }
}
