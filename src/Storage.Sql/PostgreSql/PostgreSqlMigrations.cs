using System.Reflection;
using DbUp;
using DbUp.Postgresql;
using Npgsql;
using Scim.Grains.Storage;

namespace Scim.Storage.Sql.PostgreSql;

/// <summary>Brings the database to the newest schema: numbered scripts, forward only, each once and in its own transaction.</summary>
public static class PostgreSqlMigrations
{
    private const string Folder = ".PostgreSql.Migrations.";

    // "scim dir" in ASCII: many nodes start at once, and one of them migrates.
    private const long Lock = 0x7363_696d_2064_6972;

    /// <summary>Waits for its turn among all that start at the same time, then runs what is missing.</summary>
    /// <exception cref="InvalidOperationException">A script failed; the database is as it was before that script. Or its encoding is not UTF-8.</exception>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public static void Run(NpgsqlDataSource source)
    {
        try
        {
            using var connection = source.OpenConnection();
            if (Ask(connection, "SHOW server_encoding") is not "UTF8")
            {
                throw new InvalidOperationException("The directory's database must have the encoding UTF8.");
            }

            Execute(connection, $"SELECT pg_advisory_lock({Lock})");
            try
            {
                Upgrade(source);
            }
            finally
            {
                Execute(connection, $"SELECT pg_advisory_unlock({Lock})");
            }
        }
        catch (NpgsqlException fault)
        {
            throw new StoreUnavailableException("The database cannot be reached.", fault);
        }
    }

    private static void Upgrade(NpgsqlDataSource source)
    {
        var upgrade = DeployChanges.To.PostgresqlDatabase(new PostgresqlConnectionManager(source))
            .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.Contains(Folder, StringComparison.Ordinal))
            .JournalToPostgresqlTable(null, "schema_versions")
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogToNowhere()
            .Build();
        var result = upgrade.PerformUpgrade();
        if (!result.Successful)
        {
            throw new InvalidOperationException($"Migration '{result.ErrorScript?.Name}' failed.", result.Error);
        }
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.ExecuteNonQuery();
    }

    private static string? Ask(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar() as string;
    }
}
