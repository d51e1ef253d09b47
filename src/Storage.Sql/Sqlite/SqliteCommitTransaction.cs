using System.Collections.Immutable;
using System.Data.Common;
using Scim.Grains.Storage;
using Scim.Storage.Sql.Commits;

namespace Scim.Storage.Sql.Sqlite;

/// <summary>The one write transaction of a store, on its own connection.</summary>
internal sealed class SqliteCommitTransaction : ICommitTransaction
{
    private readonly Func<SqliteSession> _open;
    private readonly SqliteCheckpoints _checkpoints;
    private readonly GroupEffects _effects = new();
    private SqliteSession _session = null!;
    private SqliteWriters _writers = null!;
    private SqliteStatement _savepoint = null!;
    private SqliteStatement _release = null!;
    private SqliteStatement _rollbackTo = null!;
    private bool _broken;

    public SqliteCommitTransaction(Func<SqliteSession> open, SqliteCheckpoints checkpoints)
    {
        (_open, _checkpoints) = (open, checkpoints);
        Connect();
    }

    public bool IsOpen => _session.InTransaction;

    public void Begin(IReadOnlyList<PendingCommit> batch)
    {
        Reconnect();
        _checkpoints.BetweenCommits(_session);
        _writers.Counters.Start();
        _session.BeginWrite();
    }

    public CommitResult Apply(AtomicGroup group, out bool wroteRows)
    {
        var changesBefore = _session.TotalChanges;
        _effects.Start(group);
        var results = ImmutableArray.CreateBuilder<OperationResult>(group.Operations.Length);
        for (var i = 0; i < group.Operations.Length; i++)
        {
            var outcome = _writers.Apply(group.Operations[i], _effects);
            if (outcome.Result is not { } result)
            {
                _writers.TakeBack(group);
                wroteRows = _session.TotalChanges != changesBefore;
                return outcome.ToRefusal(i);
            }

            results.Add(result);
        }

        wroteRows = false;
        return new CommitResult.Committed(_writers.Counters.Accept(_effects), results.MoveToImmutable());
    }

    public void Savepoint() => _savepoint.Execute();

    public void ReleaseSavepoint() => _release.Execute();

    public void RollbackToSavepoint() => _rollbackTo.Execute();

    public ImmutableArray<CommittedChange> Finish() => _writers.Counters.Write();

    public void Commit() => _session.Commit();

    public void Rollback()
    {
        try
        {
            _session.Rollback();
        }
        catch (Exception fault) when (fault is DbException or IOException)
        {
            _broken = true;
        }
    }

    public bool MayRepeat(Exception fault) => false;

    public bool IsStored(IReadOnlyList<AppliedGroup> batch)
    {
        Reconnect();
        foreach (var (group, result) in batch)
        {
            if (result is CommitResult.Committed committed && _writers.IsStored(group, committed.Position))
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose() => _session.Dispose();

    private void Reconnect()
    {
        if (_broken)
        {
            var broken = _session;
            Connect();
            broken.Dispose();
            _broken = false;
        }
    }

    private void Connect()
    {
        _session = _open();
        _writers = new SqliteWriters(_session);
        _savepoint = _session.Prepare("SAVEPOINT atomic_group");
        _release = _session.Prepare("RELEASE atomic_group");
        _rollbackTo = _session.Prepare("ROLLBACK TO atomic_group");
    }
}
