using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Scim.Grains.Storage;

namespace Scim.Storage.Sql.PostgreSql;

public static class PostgreSqlStoreRegistration
{
    /// <summary>
    /// Registers the PostgreSQL store as <see cref="IDirectoryStore"/> and <see cref="INodeLeases"/> on a data source of its own
    /// (<see cref="PostgreSqlDataSources"/>), which is registered too for others to share. Needs an <see cref="ICommitObserver"/>.
    /// The database is opened, and brought to the newest schema, when the store is first asked for.
    /// </summary>
    public static IServiceCollection AddPostgreSqlDirectoryStore(
        this IServiceCollection services, string connectionString, PostgreSqlStoreOptions? options = null)
    {
        services.TryAddSingleton(_ => PostgreSqlDataSources.Build(connectionString));
        return services.AddStore(options);
    }

    /// <summary>The same on a data source that is the caller's, who disposes it.</summary>
    public static IServiceCollection AddPostgreSqlDirectoryStore(
        this IServiceCollection services, NpgsqlDataSource source, PostgreSqlStoreOptions? options = null)
    {
        services.TryAddSingleton(source);
        return services.AddStore(options);
    }

    private static IServiceCollection AddStore(this IServiceCollection services, PostgreSqlStoreOptions? options) => services
        .AddSingleton(provider => PostgreSqlDirectoryStore.Open(
            provider.GetRequiredService<NpgsqlDataSource>(), options ?? new PostgreSqlStoreOptions(), provider.GetRequiredService<ICommitObserver>(),
            provider.GetService<IMeterFactory>()))
        .AddSingleton<IDirectoryStore>(provider => provider.GetRequiredService<PostgreSqlDirectoryStore>())
        .AddSingleton(provider => provider.GetRequiredService<PostgreSqlDirectoryStore>().Leases);
}
