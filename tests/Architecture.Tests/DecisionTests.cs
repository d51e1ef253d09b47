using System.Text.RegularExpressions;

namespace Scim.Architecture.Tests;

/// <summary>The decision records are numbered without gaps and have the same parts; each dependency has its reason.</summary>
public sealed partial class DecisionTests
{
    private static readonly string[] Parts = ["Context", "Decision", "Alternatives", "Consequences"];

    private static IEnumerable<string> Records => Repository.Files.Where(path => path.StartsWith("docs/decisions/", StringComparison.Ordinal));

    [Fact]
    public void records_are_numbered_from_one_without_gaps() =>
        Records.Select(path => int.Parse(RecordName().Match(path).Groups["number"].Value)).ShouldBe(Enumerable.Range(1, Records.Count()));

    [Fact]
    public void every_record_says_context_decision_alternatives_and_consequences() =>
        Records.SelectMany(path => Parts.Where(part => !Repository.Lines(path).Any(line => line == $"## {part}" || line.StartsWith($"**{part}.**", StringComparison.Ordinal))).Select(part => $"{path} lacks {part}")).ShouldBeEmpty();

    [Fact]
    public void every_package_has_its_reason()
    {
        var explained = PackageRow().Matches(Repository.Read("docs/decisions/0002-dependencies.md")).Select(match => match.Groups["name"].Value);
        explained.ShouldBe(Repository.Items("Directory.Packages.props", "PackageVersion"), ignoreOrder: true);
    }

    [Fact]
    public void every_package_is_used()
    {
        var used = Repository.Files.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).Append("Directory.Build.props")
            .SelectMany(path => Repository.Items(path, "PackageReference")).ToHashSet();
        Repository.Items("Directory.Packages.props", "PackageVersion").Where(package => !used.Contains(package)).ShouldBeEmpty();
    }

    [GeneratedRegex(@"^docs/decisions/(?<number>\d{4})-[a-z0-9-]+\.md$")]
    private static partial Regex RecordName();

    [GeneratedRegex(@"^\| `(?<name>[\w.-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex PackageRow();
}
