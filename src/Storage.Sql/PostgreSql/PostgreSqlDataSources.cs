using System.Data.Common;
using Npgsql;

namespace Scim.Storage.Sql.PostgreSql;

/// <summary>Builds data sources: pools of connections to one database, to be shared by everything in a process that needs it.</summary>
public static class PostgreSqlDataSources
{
    // Planning takes longer than most of these statements: they are planned once per connection. Such a plan must not be one for the small table of the first
    // day, hence no sequential scan where there is an index.
    private const string Planner = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c jit=off";

    /// <summary>
    /// A data source with prepared statements. Pool limits (<c>Maximum Pool Size</c>), TLS (<c>SSL Mode</c>, <c>Root Certificate</c>), time-outs and everything else
    /// are the connection string's; what it does not say is as Npgsql has it, but for <c>Max Auto Prepare</c>, <c>No Reset On Close</c>, <c>Tcp Keepalive</c> and <c>Application Name</c>.
    /// Its <c>Options</c> come after those of the service and so win.
    /// </summary>
    /// <param name="connectionString">An Npgsql connection string.</param>
    /// <param name="passwordFile">A file with the password and nothing else, read again for each new physical connection; null: the password is the connection string's.</param>
    /// <param name="maxPoolSize">The most connections at once; null: as the connection string says.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read, or has a password beside the file.</exception>
    public static NpgsqlDataSource Build(string connectionString, string? passwordFile = null, int? maxPoolSize = null)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
        if (!Says(given, "MaxAutoPrepare"))
        {
            settings.MaxAutoPrepare = 200;
            settings.AutoPrepareMinUsages = 2;
        }

        // Resetting a connection costs more than a point read, and nobody here leaves one changed.
        if (!Says(given, "NoResetOnClose"))
        {
            settings.NoResetOnClose = true;
        }

        // A dead network shows within seconds and not with the operating system's two hours.
        if (!Says(given, "TcpKeepAlive"))
        {
            settings.TcpKeepAlive = true;
            settings.TcpKeepAliveTime = 5;
            settings.TcpKeepAliveInterval = 2;
        }

        settings.Options = $"{Planner} {settings.Options}".TrimEnd();
        settings.ApplicationName ??= "scim-directory";
        settings.MaxPoolSize = maxPoolSize ?? settings.MaxPoolSize;
        if (passwordFile is not null && settings.Password is not null)
        {
            throw new ArgumentException("The connection string has a password, and there is a file with one: only one of them can be right.", nameof(connectionString));
        }

        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        if (passwordFile is not null)
        {
            // Whoever rotates the password replaces the file: what is open stays open, what is opened next has the new one.
            builder.UsePasswordProvider(
                _ => File.ReadAllText(passwordFile).Trim(),
                async (_, cancellation) => (await File.ReadAllTextAsync(passwordFile, cancellation)).Trim());
        }

        return builder.Build();
    }

    // Npgsql's own builder says of every keyword it knows that it is there.
    private static bool Says(DbConnectionStringBuilder given, string keyword)
    {
        foreach (string key in given.Keys)
        {
            if (key.Replace(" ", "", StringComparison.Ordinal).Equals(keyword, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
