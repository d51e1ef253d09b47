using Scim.Storage.Sql.Commits;

namespace Scim.Storage.Sql.PostgreSql;

/// <summary>How a directory store on PostgreSQL is opened.</summary>
public sealed record PostgreSqlStoreOptions
{
    /// <summary>How many changes may wait for the writer before the next is answered with 503.</summary>
    public int QueueLength { get; init; } = 4096;

    /// <summary>The longest that one statement may run before it is given up.</summary>
    public TimeSpan StatementTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest that a change may wait for a row that another node's change has locked.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether to bring the database to the newest schema when the store is opened; off where a job of its own does that.</summary>
    public bool Migrate { get; init; } = true;

    /// <summary>
    /// Asked before every COMMIT, when its rows are locked: false gives the changes up, and they are answered as unavailable. For a node that may have been overtaken while it did not run.
    /// </summary>
    public Func<bool>? MayCommit { get; init; }

    /// <summary>Called before every round trip and around every commit of the writer; it may throw.</summary>
    internal Action<StorePoint>? WriterFaults { get; init; }
}
