using System.Collections.Immutable;
using Scim.Grains.Storage;

namespace Scim.Storage.Sql.Commits;

/// <summary>What the writer needs of a database. All calls come from one thread. A database error leaves as <see cref="System.Data.Common.DbException"/> or <see cref="IOException"/>.</summary>
internal interface ICommitTransaction : IDisposable
{
    /// <param name="batch">Everything that may be applied in this transaction, in that order, so that it can be prepared as a whole.</param>
    void Begin(IReadOnlyList<PendingCommit> batch);

    /// <summary>Applies a group's operations in order. After a refusal its effects are forgotten here, but not its rows: those need <see cref="RollbackToSavepoint"/>.</summary>
    /// <param name="group">The group.</param>
    /// <param name="wroteRows">Whether a refused group had written rows already.</param>
    CommitResult Apply(AtomicGroup group, out bool wroteRows);

    void Savepoint();

    void ReleaseSavepoint();

    void RollbackToSavepoint();

    /// <summary>Writes the events and the counters, last before the commit; sets the positions of the batch's results where they are only known now.</summary>
    /// <returns>The copies that become old.</returns>
    ImmutableArray<CommittedChange> Finish();

    void Commit();

    /// <summary>Whether the transaction is still there: some errors end it.</summary>
    bool IsOpen { get; }

    /// <summary>Whether an error comes from what others did at the same time, so that the same transaction, run again, may go through.</summary>
    bool MayRepeat(Exception fault);

    /// <summary>Gives up the transaction; never throws: a connection that cannot is replaced.</summary>
    void Rollback();

    /// <summary>Whether a group of this transaction is in the store, after a commit with an unknown outcome. It answers for them all.</summary>
    bool IsStored(IReadOnlyList<AppliedGroup> batch);
}
