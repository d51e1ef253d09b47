using System.Collections.Immutable;

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

    public static IdpProfile Generic { get; } = new()
    {
        Name = "generic",
        Values = [new BooleanAsText(), new ManagerAsText(), new SingleValueInArray()],
        ForgivesSchemas = true,
        CreatesFromFilter = true,
    };

    public static IdpProfile Strict { get; } = new() { Name = "strict" };
}
