namespace Scim.Grains.Tests.TestKit;

/// <summary>A cluster that a collection of tests shares; each test has an environment of its own.</summary>
public abstract class SharedCluster(int silos) : IAsyncLifetime
{
    public DirectoryCluster Cluster { get; private set; } = null!;

    public async Task InitializeAsync() => Cluster = await DirectoryCluster.Start(silos);

    public async Task DisposeAsync() => await (Cluster?.DisposeAsync() ?? ValueTask.CompletedTask);
}

public sealed class OneSilo() : SharedCluster(1);

public sealed class TwoSilos() : SharedCluster(2);

[CollectionDefinition(Name)]
public sealed class OneSiloCollection : ICollectionFixture<OneSilo>
{
    public const string Name = "one silo";
}

[CollectionDefinition(Name)]
public sealed class TwoSilosCollection : ICollectionFixture<TwoSilos>
{
    public const string Name = "two silos";
}
