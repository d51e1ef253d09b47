using Npgsql;

namespace Scim.Deployment.Tests.Backups;

/// <summary>The scripts for operators take the database as psql does.</summary>
internal static class DatabaseEnvironment
{
    /// <summary>Runs a script of <c>scripts/</c> on a database.</summary>
    /// <returns>What it wrote to its standard output.</returns>
    public static Task<string> Script(string name, string connectionString, params string[] arguments)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString);
        return Command.Run([Repository.Path($"scripts/{name}"), .. arguments], new Dictionary<string, string>
        {
            ["PGHOST"] = database.Host!,
            ["PGPORT"] = $"{database.Port}",
            ["PGUSER"] = database.Username!,
            ["PGDATABASE"] = database.Database!,
        });
    }
}
