using Scim.Grains.Tests.TestKit;

namespace Scim.Grains.Tests.Faults;

/// <summary>A silo whose store fails when it is told to.</summary>
public sealed class FailingSilo : IAsyncLifetime
{
    internal Interception Store { get; } = new();

    public DirectoryCluster Cluster { get; private set; } = null!;

    public async Task InitializeAsync() => Cluster = await DirectoryCluster.Start(1, s => InterceptedStore.Around(s, Store));

    public async Task DisposeAsync() => await (Cluster?.DisposeAsync() ?? ValueTask.CompletedTask);
}
