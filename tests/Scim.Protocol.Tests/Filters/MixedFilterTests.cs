using CsCheck;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Tests.Filters;

/// <summary>RFC 7644 §3.4.2.1: filters over users and groups.</summary>
public sealed class MixedFilterTests
{
    private static readonly ResourceType[] Types = [SchemaCatalog.Core.User, SchemaCatalog.Core.Group];

    [Theory]
    [InlineData("userName eq \"a\"", false)]
    [InlineData("userName ne \"a\"", true)]
    [InlineData("userName pr", false)]
    [InlineData("not (userName pr)", true)]
    [InlineData("active eq true", false)]
    [InlineData("emails[type eq \"work\"]", false)]
    [InlineData("meta.resourceType eq \"User\"", false)]
    [InlineData("meta.resourceType eq \"Group\" and userName eq null", true)]
    [InlineData("meta.resourceType eq \"User\" or userName pr", false)]
    public void what_a_group_lacks_is_the_same_for_all_groups(string filter, bool expected) =>
        MixedFilterChecker.Check(FilterParser.Parse(filter), SchemaCatalog.Core.Group, Types).ShouldBe(new CheckedFilter.Constant(expected));

    [Theory]
    [InlineData("meta.resourceType eq \"Group\" and displayName eq \"a\"", "displayName eq \"a\"")]
    [InlineData("displayName eq \"a\" or userName eq \"a\"", "displayName eq \"a\"")]
    [InlineData("not (meta.resourceType eq \"User\") and not (displayName pr)", "not (displayName pr)")]
    public void what_is_left_is_asked_as_ever(string filter, string left)
    {
        var check = MixedFilterChecker.Check(FilterParser.Parse(filter), SchemaCatalog.Core.Group, Types);
        check.ShouldBe(FilterChecker.Check(FilterParser.Parse(left), SchemaCatalog.Core.Group));
    }

    [Theory]
    [InlineData("gadget pr")]
    [InlineData("password pr")]
    [InlineData("userName eq 7")]
    public void what_no_type_can_answer_is_refused_for_each(string filter)
    {
        foreach (var type in Types)
        {
            Should.Throw<ScimException>(() => MixedFilterChecker.Check(FilterParser.Parse(filter), type, Types));
        }
    }

    [Fact]
    public void a_filter_of_one_type_means_the_same_there() => FilterGens.Filter.Sample(node =>
    {
        CheckedFilter alone;
        try
        {
            alone = FilterChecker.Check(node, TestTypes.User);
        }
        catch (ScimException)
        {
            return;
        }

        var user = new ScimObject([new("userName", new ScimString("a")), new("meta", new ScimObject([new("resourceType", new ScimString("User"))]))]);
        FilterEvaluator.Matches(MixedFilterChecker.Check(node, TestTypes.User, [TestTypes.User]), user).ShouldBe(FilterEvaluator.Matches(alone, user));
    });
}
