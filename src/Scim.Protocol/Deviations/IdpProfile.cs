using System.Collections.Immutable;
using System.Text.Json;
using Scim.Protocol.Paths;

namespace Scim.Protocol.Deviations;

/// <summary>
/// Which deviations from the RFCs a connection is forgiven. <see cref="Generic"/> forgives all that are harmless; <see cref="Strict"/> none.
/// </summary>
public sealed class IdpProfile
{
    public required string Name { get; init; }

    public ImmutableArray<IValueRewriter> Values { get; init; } = [];

    /// <summary>Foreign and old schema URNs in <c>schemas</c> are ignored, and an absent <c>schemas</c> is assumed (docs: Entra M10, M12; OneLogin N4; authentik A5).</summary>
    public bool ForgivesSchemas { get; init; }

    /// <summary>An add or replace through <c>attr[conjunction of eq].sub</c> that matches nothing creates the element (Entra M5).</summary>
    public bool CreatesFromFilter { get; init; }

    /// <summary>Deviations in the shape of a PATCH operation's value.</summary>
    public ImmutableArray<IPatchValueRewriter> PatchValues { get; init; } = [];

    /// <summary>The keys of a path-less PATCH value may be paths (<see cref="PatchPathLessKeys"/>).</summary>
    public bool ReadsPathsAsKeys { get; init; }

    /// <summary>A remove with a list of elements removes those (<see cref="PatchRemoveWithValueList"/>).</summary>
    public bool RemovesListed { get; init; }

    /// <summary>A member may be the bare text of its value, <c>"members":["2819c223"]</c> (Entra M28).</summary>
    public bool ReadsMembersAsText { get; init; }

    public static IdpProfile Generic { get; } = new()
    {
        Name = "generic",
        Values = [new BooleanAsText(), new ManagerAsText(), new SingleValueInArray()],
        ForgivesSchemas = true,
        CreatesFromFilter = true,
        PatchValues = [new PatchNestedMembersValue(), new PatchSingleValueInArray()],
        ReadsPathsAsKeys = true,
        RemovesListed = true,
        ReadsMembersAsText = true,
    };

    public static IdpProfile Strict { get; } = new() { Name = "strict" };

    /// <summary>The value of a PATCH operation as the strict engine expects it.</summary>
    internal JsonElement Rewrite(ResolvedPath path, JsonElement value)
    {
        foreach (var rewriter in PatchValues)
        {
            if (value.ValueKind is JsonValueKind.Array or JsonValueKind.Object && rewriter.TryRewrite(path, value) is { } rewritten)
            {
                value = rewritten;
            }
        }

        return value;
    }
}
