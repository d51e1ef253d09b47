namespace Scim.Cluster.Tests.Chaos;

/// <summary>A request that failed, and failed again when it was repeated.</summary>
/// <param name="Started">On the load's clock.</param>
/// <param name="Ended">On the load's clock: when the repetition had failed.</param>
/// <param name="Operation">What it was to do.</param>
/// <param name="First">What became of it.</param>
/// <param name="Second">What became of the repetition.</param>
internal sealed record LoadError(TimeSpan Started, TimeSpan Ended, string Operation, Attempt First, Attempt Second)
{
    public override string ToString() => $"{Started.TotalSeconds:F2} to {Ended.TotalSeconds:F2} s, {Operation}: {First}; {Second}";
}
