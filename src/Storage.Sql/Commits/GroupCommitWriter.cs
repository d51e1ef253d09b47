using System.Collections.Immutable;
using System.Data.Common;
using Scim.Grains.Storage;

namespace Scim.Storage.Sql.Commits;

/// <summary>
/// Group commit: one thread takes the groups that are waiting, applies them in one transaction, commits, announces, and only then answers.
/// It first trusts that no group is refused after it has written; if one is, or the database fails, all are run again, each in a savepoint,
/// so that nobody fails for a neighbour.
/// </summary>
internal sealed class GroupCommitWriter : IAsyncDisposable
{
    private const int LargestBatch = 512;
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(10);
    private readonly CommitQueue _queue;
    private readonly ICommitTransaction _transaction;
    private readonly ICommitObserver _observer;
    private readonly UnsettledCommits _unsettled = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<PendingCommit> _batch = new(LargestBatch);
    private int _announcing;

    public GroupCommitWriter(ICommitTransaction transaction, ICommitObserver observer, int capacity)
    {
        _transaction = transaction;
        _observer = observer;
        _queue = new CommitQueue(capacity);
        new Thread(Run) { IsBackground = true, Name = "directory store writer" }.Start();
    }

    /// <summary>Can be cancelled until the writer has taken the group; then it is waited for, because its outcome has to be known.</summary>
    public async ValueTask<CommitResult> Commit(AtomicGroup group, CancellationToken cancellation)
    {
        var pending = new PendingCommit(group);
        _queue.Add(pending);
        await using var registration = cancellation.UnsafeRegister(
            static (state, token) =>
            {
                var waiting = (PendingCommit)state!;
                if (waiting.TryTake())
                {
                    waiting.TrySetCanceled(token);
                }
            },
            pending);
        return await pending.Task;
    }

    /// <summary>Writes and announces what is waiting, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        _stopping.CancelAfter(LongestFarewell);
        await _stopped.Task;
        _stopping.Dispose();
        _queue.Dispose();
        _transaction.Dispose();
    }

    private void Run()
    {
        while (_queue.Take(_batch, LargestBatch))
        {
            Write();
            _batch.Clear();
        }

        if (Interlocked.Decrement(ref _announcing) < 0)
        {
            _stopped.SetResult();
        }
    }

    private void Write()
    {
        ImmutableArray<CommittedChange> changes;
        try
        {
            changes = _unsettled.Settle(_transaction, _batch);
            if (_batch.Exists(pending => pending.Result is null))
            {
                changes = changes.AddRange(Attempt() ?? AttemptEachInSavepoint());
            }
        }
        catch (Exception fault)
        {
            // Whatever it was, a defect included, the writer lives on, and the callers of this batch are told.
            _transaction.Rollback();
            FailAll(fault);
            changes = [];
        }

        Acknowledge(changes);
    }

    /// <summary>All groups without savepoints; null if they have to be run again.</summary>
    private ImmutableArray<CommittedChange>? Attempt()
    {
        try
        {
            _transaction.Begin();
            foreach (var pending in _batch)
            {
                if (pending.Result is not null)
                {
                    continue;
                }

                pending.Result = _transaction.Apply(pending.Group, out var wroteRows);
                if (wroteRows)
                {
                    _transaction.Rollback();
                    Forget();
                    return null;
                }
            }

            return FinishAndCommit();
        }
        catch (Exception fault) when (IsDatabaseFault(fault))
        {
            _transaction.Rollback();
            Forget();
            return null;
        }
    }

    private ImmutableArray<CommittedChange> AttemptEachInSavepoint()
    {
        while (true)
        {
            var lost = false;
            _transaction.Begin();
            foreach (var pending in _batch)
            {
                if (pending.Result is null && pending.Fault is null && !ApplyInSavepoint(pending))
                {
                    lost = true;
                    break;
                }
            }

            if (!lost)
            {
                return FinishAndCommit();
            }

            // The error ended the whole transaction: once more, without the group that met it.
            _transaction.Rollback();
            Forget();
        }
    }

    /// <returns>False when the transaction is lost.</returns>
    private bool ApplyInSavepoint(PendingCommit pending)
    {
        try
        {
            _transaction.Savepoint();
            pending.Result = _transaction.Apply(pending.Group, out var wroteRows);
            if (wroteRows)
            {
                _transaction.RollbackToSavepoint();
            }

            _transaction.ReleaseSavepoint();
            return true;
        }
        catch (Exception fault) when (IsDatabaseFault(fault))
        {
            pending.Fault = fault;
            pending.Result = null;
            return false;
        }
    }

    private ImmutableArray<CommittedChange> FinishAndCommit()
    {
        var changes = _transaction.Finish();
        try
        {
            _transaction.Commit();
        }
        catch (Exception fault) when (IsDatabaseFault(fault))
        {
            if (_transaction.IsOpen)
            {
                throw;
            }

            return SettleNow(changes, fault);
        }

        return changes;
    }

    // The commit has failed or has not: the store knows.
    private ImmutableArray<CommittedChange> SettleNow(ImmutableArray<CommittedChange> changes, Exception fault)
    {
        bool stored;
        var applied = _batch.ConvertAll(pending => new AppliedGroup(pending.Group, pending.Result)).ToArray();
        try
        {
            _transaction.Rollback();
            stored = _transaction.IsStored(applied);
        }
        catch (Exception second) when (IsDatabaseFault(second))
        {
            _unsettled.Keep(applied, changes);
            FailAll(second);
            return [];
        }

        if (stored)
        {
            return changes;
        }

        throw new IOException("The commit failed.", fault);
    }

    /// <summary>Announces, then answers. A slow announcement does not hold up the next batch, only its own callers.</summary>
    private void Acknowledge(ImmutableArray<CommittedChange> changes)
    {
        if (changes.IsEmpty)
        {
            _batch.ForEach(static pending => pending.Complete());
            return;
        }

        ValueTask announced;
        try
        {
            announced = _observer.Committed(changes, _stopping.Token);
            if (announced.IsCompletedSuccessfully)
            {
                _batch.ForEach(static pending => pending.Complete());
                return;
            }
        }
        catch (Exception fault)
        {
            announced = ValueTask.FromException(fault);
        }

        Interlocked.Increment(ref _announcing);
        _ = AcknowledgeWhen(announced, _batch.ToArray());
    }

    private async Task AcknowledgeWhen(ValueTask announced, PendingCommit[] batch)
    {
        try
        {
            await announced;
        }
        catch (Exception fault)
        {
            foreach (var pending in batch)
            {
                (pending.Result, pending.Fault) = (null, fault);
            }
        }

        Array.ForEach(batch, static pending => pending.Complete());
        if (Interlocked.Decrement(ref _announcing) < 0)
        {
            _stopped.SetResult();
        }
    }

    private void Forget() => _batch.ForEach(static pending =>
    {
        if (pending.Fault is null && !pending.IsSettled)
        {
            pending.Result = null;
        }
    });

    private void FailAll(Exception fault)
    {
        foreach (var pending in _batch)
        {
            if (!pending.IsSettled)
            {
                (pending.Result, pending.Fault) = (null, pending.Fault ?? fault);
            }
        }
    }

    private static bool IsDatabaseFault(Exception fault) => fault is DbException or IOException;
}
