using Scim.Protocol.Filters;

namespace Scim.Protocol.Tests.Filters;

public sealed class FilterEqualitiesTests
{
    [Theory]
    [InlineData("type eq \"Work\"", "type=Work")]
    [InlineData("TYPE eq \"work\" and primary eq \"True\"", "type=work primary=true")]
    [InlineData("type eq \"work\" and (weight eq 1.50 and verified eq \"2020-01-01T00:00:00+01:00\")", "type=work weight=1.50 verified=2020-01-01T00:00:00+01:00")]
    [InlineData("type eq \"work\" and type eq \"work\"", "type=work")]
    public void a_conjunction_of_eq_describes_an_element_in_the_spelling_of_the_filter(string filter, string expected)
    {
        Check(filter).TryGetEqualities(out var equalities).ShouldBeTrue();
        string.Join(' ', equalities.Value.Select(e => $"{e.Key.Name}={e.Value}")).ShouldBe(expected);
    }

    [Theory]
    [InlineData("type eq \"work\" or type eq \"home\"")]
    [InlineData("type eq \"work\" and value sw \"x\"")]
    [InlineData("type eq \"work\" and not (primary eq true)")]
    [InlineData("type ne \"work\"")]
    [InlineData("type pr")]
    [InlineData("type eq null")]
    [InlineData("type eq \"work\" and type eq \"home\"")]
    public void any_other_filter_describes_none(string filter) => Check(filter).TryGetEqualities(out _).ShouldBeFalse();

    private static CheckedFilter Check(string inner) =>
        ((CheckedFilter.ValuePath)FilterChecker.Check(FilterParser.Parse($"emails[{inner}]"), TestTypes.User)).Inner;
}
