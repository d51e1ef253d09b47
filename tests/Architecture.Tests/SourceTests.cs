using System.Text.RegularExpressions;

namespace Scim.Architecture.Tests;

/// <summary>What a reader of the sources may rely on.</summary>
public sealed partial class SourceTests
{
    private const int LongestFile = 300;

    [Fact]
    public void no_source_file_is_longer_than_three_hundred_lines() =>
        Repository.Sources("src").Concat(Repository.Sources("tests"))
            .Select(path => (path, lines: Repository.Lines(path).Length)).Where(file => file.lines > LongestFile).ShouldBeEmpty();

    [Fact]
    public void nothing_is_put_off() =>
        // Put together, so that this file is not its own finding.
        Findings(Repository.Sources("src").Concat(Repository.Sources("tests")), $"\\b(TO{"DO"}|FIX{"ME"}|HA{"CK"}|XX{"X"})\\b|NotImplemented{"Exception"}").ShouldBeEmpty();

    // The rule of style that the build does not hold (IDE0003): names of fields tell them apart.
    [Fact]
    public void no_field_is_qualified() =>
        Findings(Repository.Sources("src").Concat(Repository.Sources("tests")), @"\bthis\._").ShouldBeEmpty();

    [Fact]
    public void no_file_knows_the_machine_it_was_written_on() =>
        Findings(Repository.Files, $"(?<![\\w.])/({"wo"}rk|{"ro"}ot|{"ho"}me/\\w+|{"tm"}p/\\w+)/").ShouldBeEmpty();

    [Fact]
    public void sql_is_constant_text_and_parameters()
    {
        var holes = Repository.Sources("src/Storage.Sql").SelectMany(path => Interpolated().Matches(Repository.Read(path)).Where(text => Sql().IsMatch(text.Value))
            .SelectMany(text => Hole().Matches(text.Value)).Select(hole => (path, hole: hole.Value))).ToList();
        holes.ShouldNotBeEmpty("the texts were found");

        // Put together from other constants: names that begin with a capital, no calls.
        holes.Where(one => !IsTranslation(one.path) && !ConstantHole().IsMatch(one.hole)).ShouldBeEmpty();
        // The translation of a filter puts fragments of its own together; what the request compares with is a parameter.
        holes.Where(one => IsTranslation(one.path) && FromTheRequest().IsMatch(one.hole) && !one.hole.Contains("sql.Parameter(", StringComparison.Ordinal)).ShouldBeEmpty();

        Findings(Repository.Sources("src/Storage.Sql"), @"string\.(Format|Concat)\([^;]*\b(SELECT|INSERT|UPDATE|DELETE|WHERE)\b").ShouldBeEmpty();
        Findings(
            new[] { "src/ScimApi", "src/Grains", "src/Scim.Protocol" }.SelectMany(Repository.Sources),
            @"""\s*(SELECT\s.+\sFROM|INSERT INTO|UPDATE\s\w+\sSET|DELETE FROM)\s").ShouldBeEmpty("no SQL outside the store");
    }

    private static bool IsTranslation(string path) =>
        path.Contains("/Filters/", StringComparison.Ordinal) || path.EndsWith("AttributeSource.cs", StringComparison.Ordinal);

    private static IEnumerable<string> Findings(IEnumerable<string> files, string pattern)
    {
        var regex = new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(5));
        return files.SelectMany(path => Repository.Lines(path).Select((line, i) => (line, at: $"{path}:{i + 1}")))
            .Where(found => regex.IsMatch(found.line)).Select(found => $"{found.at}: {found.line.Trim()}");
    }

    [GeneratedRegex(""" \$"{3}.*?"{3} | \$"(?:\{[^{}]*\}|[^"\\{]|\\.)*" """, RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline)]
    private static partial Regex Interpolated();

    [GeneratedRegex(@"\b(SELECT|INSERT|UPDATE|DELETE|WHERE|FROM|JOIN|ORDER BY)\b")]
    private static partial Regex Sql();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"^\{[A-Z]\w*(\.[A-Z]\w*)*\}$")]
    private static partial Regex ConstantHole();

    [GeneratedRegex(@"Literal|Operand|\b(id|name|email|member|text)\b(\.Value)?[)}]", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex FromTheRequest();
}
