using System.Text.RegularExpressions;
using Scim.Architecture.Tests;

namespace Scim.Conformance.Tests.Requirements;

/// <summary>The full names of all tests, read from the sources: the other test projects need not be built for it.</summary>
internal static partial class TestNames
{
    public static readonly IReadOnlySet<string> All = Repository.Sources("tests").SelectMany(path => In(Repository.Lines(path))).ToHashSet(StringComparer.Ordinal);

    /// <summary>The tests of one source: public methods under <c>[Fact]</c> or <c>[Theory]</c>, unless they are skipped.</summary>
    public static IEnumerable<string> In(IEnumerable<string> lines)
    {
        var (space, type, isTest) = ("", "", false);
        foreach (var line in lines)
        {
            if (Namespace().Match(line) is { Success: true } named)
            {
                space = named.Groups["name"].Value;
            }
            else if (Class().Match(line) is { Success: true } declared)
            {
                type = declared.Groups["name"].Value;
            }
            else if (Attribute().IsMatch(line))
            {
                isTest = true;
            }
            else if (Method().Match(line) is { Success: true } method)
            {
                if (isTest)
                {
                    yield return $"{space}.{type}.{method.Groups["name"].Value}";
                }

                isTest = false;
            }
        }
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);")]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(public|internal) .*\bclass (?<name>\w+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Class();

    [GeneratedRegex(@"^    \[(Fact|Theory)(\(DisplayName[^)]*\))?\]", RegexOptions.ExplicitCapture)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"^    public (async )?(Task|void) (?<name>\w+)\(", RegexOptions.ExplicitCapture)]
    private static partial Regex Method();
}
