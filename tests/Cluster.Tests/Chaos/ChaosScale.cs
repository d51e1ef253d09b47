namespace Scim.Cluster.Tests.Chaos;

/// <summary>
/// How long the scenarios are. Short for every test run, where other things run on the machine and only what must never happen is judged strictly; long with
/// <c>SCIM_CHAOS=long</c> (<c>scripts/chaos.sh</c>), with the promised times.
/// </summary>
internal static class ChaosScale
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("SCIM_CHAOS") == "long";

    /// <summary>Workers of the load.</summary>
    public static int Workers => IsLong ? 12 : 6;

    /// <summary>Load before something happens.</summary>
    public static TimeSpan Before => TimeSpan.FromSeconds(IsLong ? 5 : 1);

    /// <summary>Load after it has happened.</summary>
    public static TimeSpan After => TimeSpan.FromSeconds(IsLong ? 15 : 6);

    /// <summary>How long a node is frozen.</summary>
    public static TimeSpan Frozen => TimeSpan.FromSeconds(15);

    /// <summary>The promised time in the long form; in the short one what a busy machine may take.</summary>
    public static TimeSpan Bound(double seconds) => TimeSpan.FromSeconds(IsLong ? seconds : (seconds * 2) + 5);
}
