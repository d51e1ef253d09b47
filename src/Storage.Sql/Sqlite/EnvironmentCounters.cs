namespace Scim.Storage.Sql.Sqlite;

/// <summary>An environment's counters as they move within one transaction.</summary>
internal sealed class EnvironmentCounters(long number, long position, long userNumber)
{
    /// <summary>The environment's own number, which never changes.</summary>
    public long Number { get; } = number;

    public long Position { get; set; } = position;

    public long UserNumber { get; set; } = userNumber;

    public bool Moved { get; set; }
}
