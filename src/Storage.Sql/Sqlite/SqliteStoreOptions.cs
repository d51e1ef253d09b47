using Scim.Storage.Sql.Commits;

namespace Scim.Storage.Sql.Sqlite;

/// <summary>How a directory store on SQLite is opened.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>The size of a page, SQLite's own choice.</summary>
    internal const int PageBytes = 4096;

    /// <summary>The data directory; created if it is not there.</summary>
    public required string Directory { get; init; }

    /// <summary>Allows several stores of one process on the same directory (several silos in one process). Another process is always refused.</summary>
    public bool SharedInProcess { get; init; }

    /// <summary>How many changes may wait for the writer before the next is answered with 503.</summary>
    public int QueueLength { get; init; } = 4096;

    /// <summary>The longest that a list query may run before it is given up.</summary>
    public TimeSpan QueryTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many pages are gathered in the log before they are copied into the database file: 64 MiB. With half as many a page that changes often is copied too often, with twice as many the log takes long to search.</summary>
    internal int LongLog { get; init; } = 16384;

    /// <summary>Called before every statement and around every commit of the writer; it may throw.</summary>
    internal Action<StorePoint>? WriterFaults { get; init; }

    /// <summary>Called with each connection that reads, once it is open.</summary>
    internal Action<SqliteSession>? ReaderOpened { get; init; }
}
