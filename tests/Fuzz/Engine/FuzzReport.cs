using System.Globalization;

namespace Scim.Fuzz.Engine;

/// <summary>What a run has found.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Inputs">How many were run.</param>
/// <param name="Outcomes">How many different ones there were.</param>
/// <param name="Accepted">How many inputs were not refused.</param>
/// <param name="Branches">How many branches were taken; 0 without coverage.</param>
/// <param name="Kept">How many inputs did something new.</param>
/// <param name="Slowest">The most processor time of one input, compilation by the runtime included.</param>
/// <param name="Largest">The most bytes that one input allocated.</param>
/// <param name="Growth">By how many bytes the heap grew from a quarter of the run to its end, without the inputs that are kept.</param>
/// <param name="Failures">Must be empty.</param>
internal sealed record FuzzReport(
    string Target, long Inputs, int Outcomes, long Accepted, int Branches, int Kept, TimeSpan Slowest, long Largest, long Growth, IReadOnlyList<FuzzFailure> Failures)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Target}: {Inputs} inputs, {Accepted} accepted, {Outcomes} outcomes, {Branches} branches, {Kept} kept, slowest {Slowest.TotalMilliseconds:0.0} ms of processor time, "
        + $"at most {Largest / 1024} KiB allocated by one, heap {Growth / 1024:+0;-0;0} KiB, {Failures.Count} failures");
}
