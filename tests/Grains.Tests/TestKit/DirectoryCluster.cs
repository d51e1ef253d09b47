using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using Scim.Grains.Coherence;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Storage.Sql.Sqlite;

namespace Scim.Grains.Tests.TestKit;

/// <summary>Silos in this process over one SQLite directory: a store, an observer and copies for each.</summary>
public sealed class DirectoryCluster : IAsyncDisposable
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);
    private readonly InProcessTestCluster _cluster;
    private readonly DirectoryInfo _directory;
    private int _turn;

    private DirectoryCluster(InProcessTestCluster cluster, DirectoryInfo directory) => (_cluster, _directory) = (cluster, directory);

    public int Silos => _cluster.Silos.Count;

    /// <param name="silos">How many.</param>
    /// <param name="wrap">Puts something between the grains and each silo's store.</param>
    /// <param name="services">Replaces other parts of each silo.</param>
    /// <param name="lease">How long a silo may answer from copies without renewing; <see cref="Lease"/> unless told.</param>
    internal static async Task<DirectoryCluster> Start(
        int silos, Func<IDirectoryStore, IDirectoryStore>? wrap = null, Action<IServiceCollection>? services = null, TimeSpan? lease = null)
    {
        var directory = Directory.CreateTempSubdirectory("scim-grains-");
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddDirectory(new CoherenceOptions { SingleNode = silos == 1, LeaseDuration = lease ?? Lease });
            silo.Services.AddSqliteDirectoryStore(new SqliteStoreOptions { Directory = directory.FullName, SharedInProcess = silos > 1 });
            if (wrap is not null)
            {
                silo.Services.AddSingleton(provider => wrap(provider.GetRequiredService<SqliteDirectoryStore>()));
            }

            services?.Invoke(silo.Services);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        var directoryCluster = new DirectoryCluster(cluster, directory);
        await directoryCluster.UntilCopiesAreKept();
        return directoryCluster;
    }

    public IServiceProvider Services(int silo) => _cluster.Silos[silo].ServiceProvider;

    /// <summary>Calls from inside a silo.</summary>
    public IGrainFactory Grains(int silo) => Services(silo).GetRequiredService<IGrainFactory>();

    /// <summary>A new environment with its tenant <c>default</c>.</summary>
    public async Task<EnvironmentKey> NewEnvironment()
    {
        var projects = Grains(0).ProjectDirectory();
        var project = (await projects.CreateProject("p" + Guid.NewGuid().ToString("N")[1..], "Project")).Value();
        return new EnvironmentKey((await projects.CreateEnvironment(project.Key, "e1", "Environment")).Value().Id);
    }

    /// <summary>A connection through one silo, or through each in turn.</summary>
    public Connection Connect(EnvironmentKey environment, string tenant = "default", int? silo = null) =>
        new(() => Services(silo ?? (int)((uint)Interlocked.Increment(ref _turn) % (uint)Silos)), new TenantKey(environment, tenant));

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    public Task Kill(int silo) => _cluster.KillSiloAsync(_cluster.Silos[silo]);

    /// <summary>Waits until every silo's lease is past its warm-up.</summary>
    public async Task UntilCopiesAreKept()
    {
        for (var silo = 0; silo < Silos; silo++)
        {
            var lease = Services(silo).GetRequiredService<OwnLease>();
            await Wait.Until(() => lease.IsValid, $"silo {silo} to hold a valid lease");
        }
    }
}
