using System.Reflection;
using DbUp;
using DbUp.Engine;
using Microsoft.Data.Sqlite;

namespace Scim.Storage.Sql.Sqlite;

/// <summary>Brings the file to the newest schema: numbered scripts, forward only, each once and in its own transaction.</summary>
internal static class SqliteMigrations
{
    private const string Folder = ".Sqlite.Migrations.";

    // Several stores of this process may open one file at the same time; no other process can have it.
    private static readonly Lock OneAtATime = new();

    /// <exception cref="InvalidOperationException">A script failed; the file is as it was before that script.</exception>
    public static void Run(string databaseFile)
    {
        SqliteLibrary.Prepare();
        var connection = new SqliteConnectionStringBuilder { DataSource = databaseFile, Pooling = false }.ToString();
        var upgrade = DeployChanges.To.SqliteDatabase(connection)
            .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.Contains(Folder, StringComparison.Ordinal))
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogToNowhere()
            .Build();
        DatabaseUpgradeResult result;
        lock (OneAtATime)
        {
            LogAhead(connection);
            result = upgrade.PerformUpgrade();
        }

        if (!result.Successful)
        {
            throw new InvalidOperationException($"Migration '{result.ErrorScript?.Name}' of '{databaseFile}' failed.", result.Error);
        }
    }

    // The mode is kept in the file. Changing it needs the file alone and does not wait for others, so it is done before anyone else has the file open.
    private static void LogAhead(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        command.ExecuteNonQuery();
    }
}
