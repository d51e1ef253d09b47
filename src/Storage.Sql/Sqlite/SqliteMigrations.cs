using System.Buffers.Binary;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using DbUp;
using DbUp.Engine;
using DbUp.Sqlite.Helpers;
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
        DatabaseUpgradeResult result;
        lock (OneAtATime)
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = databaseFile, Pooling = false }.ToString());
            connection.Open();
            LogAhead(connection);
            connection.CreateFunction("scim_lookup_hash", static (byte[] environment, string tenant, string text) => LookupHash(environment, tenant, text), isDeterministic: true);
            using var shared = new SharedConnection(connection);
            result = DeployChanges.To.SqliteDatabase(shared)
                .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.Contains(Folder, StringComparison.Ordinal))
                .WithTransactionPerScript()
                .WithVariablesDisabled()
                .LogToNowhere()
                .Build()
                .PerformUpgrade();
        }

        if (!result.Successful)
        {
            throw new InvalidOperationException($"Migration '{result.ErrorScript?.Name}' of '{databaseFile}' failed.", result.Error);
        }
    }

    // What 0007 indexed, for one migration: 0008 indexes the texts themselves.
    private static long LookupHash(byte[] environment, string tenant, string text) =>
        BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData([.. environment, .. Encoding.UTF8.GetBytes($"{tenant}\0{text}")]));

    // The mode is kept in the file. Changing it needs the file alone and does not wait for others, so it is done before anyone else has the file open.
    private static void LogAhead(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        command.ExecuteNonQuery();
    }
}
