using Scim.Api.Hosting;
using Scim.Silo.Clustering;
using Scim.Silo.Configuration;
using Scim.Silo.Starting;
using Scim.Storage.Sql.PostgreSql;
using Scim.Storage.Sql.Sqlite;

namespace Scim.Silo;

/// <summary>The parts of a node, one method each.</summary>
internal static class NodeExtensions
{
    /// <exception cref="RefusedConfigurationException">The node cannot run like this.</exception>
    public static NodeOptions AddNodeOptions(this WebApplicationBuilder builder)
    {
        var options = NodeOptions.Of(builder.Configuration);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(options.TokenLifetime);
        return options;
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
        builder.Services.AddHostedService<DatabaseOccupancy>();
        builder.Services.AddPostgreSqlDirectoryStore(source, new PostgreSqlStoreOptions
        {
            Migrate = false,
            StatementTimeout = settings.StatementTimeout,
            LockTimeout = settings.LockTimeout,
            MayCommit = options.Cluster is null ? null : builder.AddStandstill(),
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

    public static void AddFirstStart(this WebApplicationBuilder builder) => builder.Services.AddHostedService<FirstStartReport>();
}
