using System.Text.Json;
using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;

namespace Scim.Service.Tests.Profiles;

/// <summary>docs/idp-profiles.md lists every profile and every deviation as the code has them.</summary>
public sealed class ProfileDocumentTests
{
    private static readonly string[] Rows = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "idp-profiles.md"))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToArray();

    [Fact]
    public void the_profiles_are_equal_to_the_code() =>
        Rows.Select(Cells).Where(cells => cells.Length == 2).Select(cells => Quoted(cells[0])).ShouldBe(IdpProfiles.BuiltIn.Select(profile => profile.Key));

    [Fact]
    public void the_deviations_are_equal_to_the_code()
    {
        var documented = Rows.Select(Cells).Where(cells => cells.Length > 2).ToList();
        documented.Select(cells => $"{cells[0]} {cells[3]} {cells[4]}").ShouldBe(Deviation.All.Select(deviation => $"`{deviation.Name}` {Refused(deviation.Refusal)} {Forgiving(deviation)}"));
        documented.SelectMany(cells => cells).ShouldAllBe(cell => cell.Length > 0);
    }

    private static string[] Cells(string row) => [.. row.Trim('|', ' ').Split(" | ").Select(cell => cell.Trim())];

    private static string Quoted(string cell) => cell.Trim('`');

    private static string Refused(Refusal refusal) =>
        refusal.Type == ScimErrorType.None ? $"{refusal.Status} `{refusal.Id}`" : $"{refusal.Status} {JsonNamingPolicy.CamelCase.ConvertName(refusal.Type.ToString())} `{refusal.Id}`";

    // Generic has all, strict none: they need no mention.
    private static string Forgiving(Deviation deviation)
    {
        var names = IdpProfiles.BuiltIn.Where(profile => profile.Key != IdpProfiles.Generic && profile.Value.Forgives(deviation)).Select(profile => profile.Key).ToList();
        return names.Count == 0 ? "–" : string.Join(", ", names);
    }
}
