using Scim.Architecture.Tests;

namespace Scim.Conformance.Tests.Requirements;

/// <summary>The files of this folder: for each RFC the ledger, <c>rfcNNNN.tsv</c>, and what a search of the RFC's text found, <c>rfcNNNN.keywords.tsv</c>.</summary>
internal static class Ledger
{
    private const string Folder = "tests/Conformance.Tests/Requirements";

    public static readonly IReadOnlyList<string> Rfcs = ["7643", "7644", "9865"];

    public static readonly IReadOnlyList<Requirement> All = [.. Rfcs.SelectMany(Of)];

    public static IReadOnlyList<Requirement> Of(string rfc) => [.. Repository.Lines($"{Folder}/rfc{rfc}.tsv").Skip(1).Select(Requirement.Read)];

    /// <summary>Line and keyword of everything that was found, in the order of the text, and whether it demands something or belongs to the passage that defines the words.</summary>
    public static IReadOnlyList<(int Line, string Keyword, bool IsRequirement)> Found(string rfc) =>
    [
        .. Repository.Lines($"{Folder}/rfc{rfc}.keywords.tsv").Where(line => !line.StartsWith('#')).Select(line => line.Split('\t'))
            .Select(fields => (int.Parse(fields[0]), fields[1], fields[2] == "requirement")),
    ];
}
