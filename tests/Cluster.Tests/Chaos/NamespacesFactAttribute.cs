namespace Scim.Cluster.Tests.Chaos;

/// <summary>A test that needs network namespaces; where there can be none it is skipped, and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NamespacesFactAttribute : FactAttribute
{
    public NamespacesFactAttribute() => Skip = NetworkNamespaces.Obstacle();
}
