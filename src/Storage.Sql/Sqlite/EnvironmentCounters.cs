namespace Scim.Storage.Sql.Sqlite;

/// <summary>An environment's counters as they move within one transaction.</summary>
internal sealed class EnvironmentCounters(long position, long userNumber)
{
    public long Position { get; set; } = position;

    public long UserNumber { get; set; } = userNumber;

    public bool Moved { get; set; }
}
