namespace Scim.Cluster.Tests.Versions;

/// <summary>A test that needs the version before; where the history does not reach back to it, it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PreviousVersionFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Obstacle = new(() => PreviousVersion.Obstacle().GetAwaiter().GetResult());

    public PreviousVersionFactAttribute() => Skip = Obstacle.Value;
}
