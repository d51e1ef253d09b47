using System.Collections.Immutable;
using System.Data.Common;
using Scim.Grains.Storage;
using Scim.Storage.Sql.Telemetry;

namespace Scim.Storage.Sql.Commits;

/// <summary>
/// Group commit: one thread takes the groups that are waiting, applies them in one transaction, commits, announces, and only then answers.
/// It first trusts that no group is refused after it has written; if one is, or the database fails, all are run again, each in a savepoint,
/// so that nobody fails for a neighbour.
/// </summary>
internal sealed class GroupCommitWriter : IAsyncDisposable
{
    private const int LargestBatch = 512;
    private const int MostRepeats = 5;
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(10);
    private readonly CommitQueue _queue;
    private readonly ICommitTransaction _transaction;
    private readonly UnsettledCommits _unsettled = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Acknowledgements _acknowledgements;
    private readonly List<PendingCommit> _batch = new(LargestBatch);
    private readonly CommitMetrics _metrics;
    private int _repeats;

    public GroupCommitWriter(ICommitTransaction transaction, ICommitObserver observer, int capacity, CommitMetrics metrics)
    {
        _transaction = transaction;
        _acknowledgements = new Acknowledgements(observer, _stopping.Token);
        _queue = new CommitQueue(capacity, metrics);
        _metrics = metrics;
        metrics.Observe(() => _queue.Length);
        new Thread(Run) { IsBackground = true, Name = "directory store writer" }.Start();
    }

    /// <summary>Can be cancelled until the writer has taken the group; then it is waited for, because its outcome has to be known.</summary>
    public async ValueTask<CommitResult> Commit(AtomicGroup group, CancellationToken cancellation)
    {
        using var span = CommitSpans.Change();
        var start = _metrics.Start();
        var pending = new PendingCommit(group) { Span = span };
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
        try
        {
            return await pending.Task;
        }
        finally
        {
            _metrics.Acknowledged(start, pending.Task);
        }
    }

    /// <summary>Writes and announces what is waiting, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        _stopping.CancelAfter(LongestFarewell);
        await _acknowledgements.AllSent;
        _stopping.Dispose();
        _transaction.Dispose();
    }

    private void Run()
    {
        while (_queue.Take(_batch, LargestBatch))
        {
            Write();
            _batch.Clear();
        }

        _acknowledgements.End();
    }

    private void Write()
    {
        ImmutableArray<CommittedChange> changes;
        using var span = CommitSpans.Batch(_batch);
        var start = _metrics.Start();
        _repeats = 0;
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

        span?.Stop();
        _metrics.Written(start, _batch.Count);
        _acknowledgements.Send(_batch, changes);
    }

    /// <summary>All groups without savepoints; null if they have to be run again.</summary>
    private ImmutableArray<CommittedChange>? Attempt()
    {
        while (true)
        {
            try
            {
                return ApplyAll();
            }
            catch (Exception fault) when (IsDatabaseFault(fault))
            {
                _transaction.Rollback();
                Forget();
                if (!MayRepeat(fault))
                {
                    return null;
                }
            }
        }
    }

    private ImmutableArray<CommittedChange>? ApplyAll()
    {
        _transaction.Begin(_batch);
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

    private ImmutableArray<CommittedChange> AttemptEachInSavepoint()
    {
        _repeats = 0;
        while (true)
        {
            try
            {
                if (ApplyEach())
                {
                    return FinishAndCommit();
                }
            }
            catch (Exception fault) when (IsDatabaseFault(fault) && MayRepeat(fault))
            {
                // The next round runs them all again.
            }

            _transaction.Rollback();
            Forget();
        }
    }

    /// <returns>False when an error has ended the whole transaction: once more then, without the group that met it.</returns>
    private bool ApplyEach()
    {
        _transaction.Begin(_batch);
        foreach (var pending in _batch)
        {
            if (pending.Result is null && pending.Fault is null && !ApplyInSavepoint(pending))
            {
                return false;
            }
        }

        return true;
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
            pending.Result = null;
            if (!MayRepeat(fault))
            {
                pending.Fault = fault;
            }

            return false;
        }
    }

    private bool MayRepeat(Exception fault)
    {
        if (!_transaction.MayRepeat(fault) || _repeats++ >= MostRepeats)
        {
            return false;
        }

        _metrics.Repeated();
        return true;
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
