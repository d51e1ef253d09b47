using Scim.Api.Hosting;

namespace Scim.Silo.Configuration;

/// <summary>The one database of a cluster: data, membership and reminders. Keys <c>PostgreSql:*</c>.</summary>
/// <param name="ConnectionString">Npgsql's: host, database, user, TLS (<c>SSL Mode</c>, <c>Root Certificate</c>).</param>
/// <param name="PasswordFile">Read again for each new connection; null: the connection string has the password, or none is needed.</param>
/// <param name="MaxPoolSize">Connections of this node.</param>
/// <param name="StatementTimeout">The longest that a statement may run.</param>
/// <param name="LockTimeout">The longest that a change waits for another.</param>
internal sealed record PostgreSqlSettings(string ConnectionString, string? PasswordFile, int MaxPoolSize, TimeSpan StatementTimeout, TimeSpan LockTimeout)
{
    // Three nodes fit into the hundred connections that a PostgreSQL server allows by default.
    private const int Connections = 30;

    // The writer, the lock that says who serves the database, and a read each.
    private const int LeastConnections = 4;

    /// <summary>Null when there is no connection string.</summary>
    public static PostgreSqlSettings? Of(Settings settings) => settings.Text("PostgreSql:ConnectionString") is not { } connectionString
        ? null
        : new PostgreSqlSettings(
            connectionString,
            settings.Text("PostgreSql:PasswordFile") is { } file ? Existing(file) : null,
            settings.Number("PostgreSql:MaxPoolSize", LeastConnections) ?? Connections,
            settings.Duration("PostgreSql:StatementTimeout") ?? TimeSpan.FromSeconds(30),
            settings.Duration("PostgreSql:LockTimeout") ?? TimeSpan.FromSeconds(5));

    /// <summary>Without the connection string, which may hold a password.</summary>
    public override string ToString() => nameof(PostgreSqlSettings);

    private static string Existing(string file) => File.Exists(file)
        ? Path.GetFullPath(file)
        : throw new RefusedConfigurationException($"PostgreSql:PasswordFile is '{file}': there is no such file.");
}
