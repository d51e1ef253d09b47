using Npgsql;
using Scim.Silo.Configuration;
using Scim.Storage.Sql.PostgreSql;

namespace Scim.Silo.Starting;

/// <summary>The connections of a node to its database.</summary>
internal static class Database
{
    /// <exception cref="RefusedConfigurationException">The connection string says nothing that can be used.</exception>
    public static NpgsqlDataSource Of(PostgreSqlSettings settings)
    {
        try
        {
            return PostgreSqlDataSources.Build(settings.ConnectionString, settings.PasswordFile, settings.MaxPoolSize);
        }
        catch (ArgumentException fault)
        {
            throw new RefusedConfigurationException($"PostgreSql:ConnectionString cannot be used: {fault.Message}");
        }
    }

    /// <summary>Switch <c>--migrate</c>: brings the database to the newest schema, for a job that runs before the nodes of a new version do.</summary>
    /// <exception cref="RefusedConfigurationException">There is no database to migrate.</exception>
    /// <exception cref="Grains.Storage.StoreUnavailableException">The database cannot be reached.</exception>
    public static void Migrate(IConfiguration configuration)
    {
        var settings = NodeOptions.Of(configuration).PostgreSql
            ?? throw new RefusedConfigurationException("--migrate needs PostgreSql:ConnectionString; a SQLite directory migrates itself when its node starts.");
        using var source = Of(settings);
        PostgreSqlMigrations.Run(source);
    }
}
