namespace Scim.Cluster.Tests.Chaos;

/// <summary>Tests that kill, freeze and part nodes; one after the other, on nodes of their own.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ChaosTests : ICollectionFixture<ChaosFixture>
{
    public const string Name = "chaos";
}
