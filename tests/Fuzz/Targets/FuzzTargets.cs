using Scim.Fuzz.Engine;

namespace Scim.Fuzz.Targets;

/// <summary>Everything that reads what strangers send.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } = [new FilterTarget(), new PathTarget(), new JsonTarget(), new PatchTarget(), new BulkTarget(), new CursorTarget()];
}
