using Microsoft.Extensions.Diagnostics.HealthChecks;
using Scim.Api;
using Scim.Silo.Clustering;
using Scim.Silo.Configuration;
using Scim.Silo.Health;
using Scim.Silo.Starting;
using Scim.Silo.Stopping;
using Scim.Storage.Sql.PostgreSql;
using Scim.Storage.Sql.Sqlite;

namespace Scim.Silo;

/// <summary>The parts of a node, one method each.</summary>
internal static class NodeExtensions
{
    private const string DefaultUrl = "http://localhost:8080";

    /// <exception cref="RefusedConfigurationException">The node cannot run like this.</exception>
    public static NodeOptions AddNodeOptions(this WebApplicationBuilder builder)
    {
        var options = NodeOptions.Of(builder.Configuration);
        builder.Services.AddSingleton(options);
        builder.WebHost.UseUrls(builder.Configuration["urls"] ?? DefaultUrl);
        builder.WebHost.UseKestrelHttpsConfiguration();
        return options;
    }

    /// <summary>Warnings, and the host's word on when it listens and stops. Configuration can ask for more, e.g. <c>--Logging:LogLevel:Scim.Api=Information</c>.</summary>
    public static void AddQuietConsole(this WebApplicationBuilder builder)
    {
        var levels = builder.Configuration.GetSection("Logging");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);

        // Why a node does not start is said once, by Program.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

        // An orchestrator that asks a node which is stopping gets its answer; the log has nothing to add.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);

        // Advice for large silos (server GC), and a check that takes the machine's uptime for a delay when a silo is new.
        builder.Logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Error);
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        builder.Logging.AddConfiguration(levels);
    }

    /// <summary>The directory in PostgreSQL (docs/decisions/0008-postgresql.md) or in a SQLite file of this node (docs/decisions/0004-store.md).</summary>
    public static void AddStore(this WebApplicationBuilder builder, NodeOptions options)
    {
        if (options.PostgreSql is not { } settings)
        {
            builder.Services.AddSqliteDirectoryStore(options.Data);
            return;
        }

        var source = Database.Of(settings);
        builder.Services.AddSingleton(_ => source);
        builder.Services.AddHostedService<DatabaseStart>();
        builder.Services.AddPostgreSqlDirectoryStore(source, new PostgreSqlStoreOptions
        {
            Migrate = false,
            StatementTimeout = settings.StatementTimeout,
            LockTimeout = settings.LockTimeout,
        });
    }

    public static void AddSilo(this WebApplicationBuilder builder, NodeOptions options)
    {
        if (options.Cluster is { } cluster)
        {
            builder.AddClusteredSilo(cluster);
        }
        else
        {
            builder.AddLoneSilo();
        }
    }

    /// <summary>Ready means: the silo runs, does not stop, and its store answers.</summary>
    public static void AddReadiness(this WebApplicationBuilder builder) =>
        builder.Services.AddHealthChecks().AddCheck<NodeReadiness>("node", HealthStatus.Unhealthy, [ScimApiExtensions.ReadinessTag]);

    public static void AddFirstStart(this WebApplicationBuilder builder) => builder.Services.AddHostedService<FirstStartReport>();

    public static void AddDrain(this WebApplicationBuilder builder, NodeOptions options)
    {
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Drain.Timeout);
        builder.Services.AddHostedService<Drain>();
    }
}
