namespace Scim.Cluster.Tests.Hosting;

/// <summary>Tests that share three running nodes. No collection runs beside another: each has a PostgreSQL server and several nodes.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ClusterTests : ICollectionFixture<ClusterFixture>
{
    public const string Name = "three nodes";
}
