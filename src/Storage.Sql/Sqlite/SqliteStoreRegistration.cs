using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Scim.Grains.Storage;

namespace Scim.Storage.Sql.Sqlite;

public static class SqliteStoreRegistration
{
    /// <summary>Registers the SQLite store as <see cref="IDirectoryStore"/> and <see cref="INodeLeases"/>. Needs an <see cref="ICommitObserver"/>. The file is opened when the store is first asked for.</summary>
    public static IServiceCollection AddSqliteDirectoryStore(this IServiceCollection services, string directory) =>
        services.AddSqliteDirectoryStore(new SqliteStoreOptions { Directory = directory });

    /// <inheritdoc cref="AddSqliteDirectoryStore(IServiceCollection, string)"/>
    public static IServiceCollection AddSqliteDirectoryStore(this IServiceCollection services, SqliteStoreOptions options) => services
        .AddSingleton(provider => SqliteDirectoryStore.Open(options, provider.GetRequiredService<ICommitObserver>(), provider.GetService<IMeterFactory>()))
        .AddSingleton<IDirectoryStore>(provider => provider.GetRequiredService<SqliteDirectoryStore>())
        .AddSingleton(provider => provider.GetRequiredService<SqliteDirectoryStore>().Leases);
}
