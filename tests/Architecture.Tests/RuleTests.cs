using System.Text.RegularExpressions;

namespace Scim.Architecture.Tests;

/// <summary>Every rule of docs/semantics.md has a test named after it.</summary>
public sealed partial class RuleTests
{
    [Fact]
    public void every_rule_is_named_by_a_test()
    {
        var rules = Rule().Matches(Repository.Read("docs/semantics.md")).Select(match => match.Groups["id"].Value).ToList();
        rules.Count.ShouldBeGreaterThan(30, "the rules were read");
        rules.ShouldBeUnique();

        var named = Repository.Sources("tests").SelectMany(path => TestName().Matches(Repository.Read(path)))
            .SelectMany(match => match.Groups["id"].Captures.Select(id => id.Value)).ToHashSet();
        rules.Where(rule => !named.Contains(rule)).ShouldBeEmpty("rules without a test whose name begins with the rule's id, e.g. U2_a_second_POST_is_409");
    }

    [Fact]
    public void no_test_names_a_rule_that_does_not_exist()
    {
        var rules = Rule().Matches(Repository.Read("docs/semantics.md")).Select(match => match.Groups["id"].Value).ToHashSet();
        Repository.Sources("tests")
            .SelectMany(path => TestName().Matches(Repository.Read(path)).SelectMany(match => match.Groups["id"].Captures.Select(id => $"{id.Value} in {path}")))
            .Where(found => !rules.Contains(found.Split(' ')[0])).ShouldBeEmpty();
    }

    [GeneratedRegex(@"^- \*\*(?<id>[AUGS]\d+)\*\*", RegexOptions.Multiline)]
    private static partial Regex Rule();

    // A test method may be named after more than one rule: U4_U7_an_id_is_never_reused.
    [GeneratedRegex(@"\b(?:Task|void)\s+(?:(?<id>[AUGS]\d+)_)+")]
    private static partial Regex TestName();
}
