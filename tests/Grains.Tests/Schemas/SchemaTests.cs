using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Schemas;
using Scim.Grains.Tests.TestKit;

namespace Scim.Grains.Tests.Schemas;

/// <summary>Each test has an environment of its own, and two connections to it through the first and the last silo, which may be the same.</summary>
public abstract class SchemaTests(SharedCluster shared) : IAsyncLifetime
{
    protected const int Rounds = 20;

    private protected Connection A { get; private set; } = null!;

    private protected Connection B { get; private set; } = null!;

    protected EnvironmentKey Environment => A.Environment;

    protected SharedCluster Shared => shared;

    public async Task InitializeAsync()
    {
        var environment = await shared.Cluster.NewEnvironment();
        A = shared.Cluster.Connect(environment, silo: 0);
        B = shared.Cluster.Connect(environment, silo: shared.Cluster.Silos - 1);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    protected IExtensionSchemaGrain Schemas(int silo) => shared.Cluster.Grains(silo).ExtensionSchemas();
}
