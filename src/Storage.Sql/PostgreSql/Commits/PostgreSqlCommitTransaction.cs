using System.Collections.Immutable;
using System.Security.Cryptography;
using Npgsql;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Storage.Sql.Commits;
using Scim.Storage.Sql.PostgreSql.Administration;
using static Scim.Storage.Sql.PostgreSql.PostgreSqlParameters;

namespace Scim.Storage.Sql.PostgreSql.Commits;

/// <summary>
/// The write transaction of one node, on its own connection. A run of groups is locked and loaded in one round trip, applied in memory, and written in
/// another together with the events; a refused group is taken back in memory and costs its neighbours nothing. Administration's operations, and all of them
/// when a batch has failed as a whole, go step by step.
/// </summary>
internal sealed class PostgreSqlCommitTransaction : ICommitTransaction
{
    // Held by a transaction of this node to its end: the next one, on whatever connection, cannot overtake a commit whose outcome is unknown.
    private const string LockNode = "SELECT pg_advisory_xact_lock($1)";

    private readonly WriterConnection _writer;
    private readonly PlannerStatistics _statistics;
    private readonly Action<StorePoint>? _faults;
    private readonly Func<bool>? _mayCommit;
    private readonly long _node = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
    private readonly GroupEffects _effects = new();
    private readonly CommitLog _log = new();
    private readonly WorkingSet _set = new();
    private IReadOnlyList<PendingCommit> _batch = [];
    private int _next;
    private int _loadedUntil;
    private bool _alone;

    public PostgreSqlCommitTransaction(NpgsqlDataSource source, PostgreSqlStoreOptions options)
    {
        _writer = new WriterConnection(source, options.StatementTimeout, options.LockTimeout);
        _statistics = new PlannerStatistics(source);
        _faults = options.WriterFaults;
        _mayCommit = options.MayCommit;
    }

    public bool IsOpen => _writer.InTransaction;

    public void Begin(IReadOnlyList<PendingCommit> batch)
    {
        _writer.Begin();
        (_batch, _next, _loadedUntil, _alone) = (batch, 0, 0, false);
        _set.Clear();
        _log.Start();
    }

    public CommitResult Apply(AtomicGroup group, out bool wroteRows)
    {
        wroteRows = false;
        _effects.Start(group);
        while (!ReferenceEquals(_batch[_next].Group, group))
        {
            _next++;
        }

        if (!_alone && CanPlan(group))
        {
            if (_next >= _loadedUntil)
            {
                LoadRun();
            }

            return ApplyLoaded(group);
        }

        Flush();
        return ApplySteps(group);
    }

    public void Savepoint() => _alone = true;

    public void ReleaseSavepoint()
    {
        // A group that goes alone has its own savepoint, because the database's refusal has to be undone before it is answered.
    }

    public void RollbackToSavepoint()
    {
        // As above.
    }

    public ImmutableArray<CommittedChange> Finish()
    {
        using var script = _writer.Script();
        if (_loadedUntil == 0)
        {
            script.Read(LockNode, static _ => { }, Of(_node));
        }

        WorkingSetWriter.Add(_set, script);
        _log.Write(script);
        Run(script);
        foreach (var pending in _batch)
        {
            if (pending is { IsSettled: false, Result: CommitResult.Committed committed })
            {
                pending.Result = committed with { Position = _log.ToPosition(pending.Group.Environment.Id, committed.Position) };
            }
        }

        return _log.Changes();
    }

    public void Commit()
    {
        _faults?.Invoke(StorePoint.BeforeCommit);
        if (_mayCommit is { } may && !may())
        {
            // The last moment to ask. The rows are locked, so nobody overtakes what passes here.
            throw new IOException("This node may not commit now.");
        }

        _writer.Commit();
        _statistics.Committed(_batch.Count);
        _faults?.Invoke(StorePoint.AfterCommit);
    }

    public void Rollback() => _writer.Rollback();

    public bool MayRepeat(Exception fault) => fault is PostgresException
    {
        SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.UniqueViolation
    };

    public bool IsStored(IReadOnlyList<AppliedGroup> batch)
    {
        _writer.Begin();
        using var script = _writer.Script();
        script.Read(LockNode, static _ => { }, Of(_node));
        var stored = StoredCommits.Ask(batch, script);
        _writer.Rollback();
        return stored;
    }

    public void Dispose()
    {
        _writer.Dispose();
        _statistics.Dispose();
    }

    private static bool CanPlan(AtomicGroup group)
    {
        foreach (var operation in group.Operations)
        {
            if (!CommitPlan.CanPlan(operation))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Loads what the groups from here to the next that cannot be planned will need.</summary>
    private void LoadRun()
    {
        Flush();
        var plan = new CommitPlan();
        for (_loadedUntil = _next; _loadedUntil < _batch.Count && CanPlan(_batch[_loadedUntil].Group); _loadedUntil++)
        {
            if (_batch[_loadedUntil] is { Result: null, Fault: null })
            {
                foreach (var operation in _batch[_loadedUntil].Group.Operations)
                {
                    plan.Add(operation);
                }
            }
        }

        Load(plan);
    }

    private void Load(CommitPlan plan)
    {
        using var script = _writer.Script();
        script.Read(LockNode, static _ => { }, Of(_node));
        WorkingSetLoader.Add(plan, _set, script);
        Run(script);
    }

    private void Flush()
    {
        using var script = _writer.Script();
        WorkingSetWriter.Add(_set, script);
        Run(script);
        _set.Clear();
    }

    private CommitResult ApplyLoaded(AtomicGroup group)
    {
        var results = ImmutableArray.CreateBuilder<OperationResult>(group.Operations.Length);
        for (var i = 0; i < group.Operations.Length; i++)
        {
            var outcome = OperationRules.Apply(group.Operations[i], _set, _effects);
            if (outcome.Result is not { } result)
            {
                _set.TakeBack();
                return outcome.ToRefusal(i);
            }

            results.Add(result);
        }

        _set.Accept();
        return new CommitResult.Committed(_log.Accept(_effects), results.MoveToImmutable());
    }

    /// <summary>Operation by operation, each written before the next, in a savepoint of the group's own.</summary>
    private CommitResult ApplySteps(AtomicGroup group)
    {
        _writer.Execute("SAVEPOINT atomic_group");
        var results = ImmutableArray.CreateBuilder<OperationResult>(group.Operations.Length);
        for (var i = 0; i < group.Operations.Length; i++)
        {
            var outcome = ApplyStep(group.Operations[i]);
            _set.Clear();
            if (outcome.Result is not { } result)
            {
                _writer.Execute("ROLLBACK TO SAVEPOINT atomic_group");
                return outcome.ToRefusal(i);
            }

            results.Add(result);
        }

        _writer.Execute("RELEASE SAVEPOINT atomic_group");
        return new CommitResult.Committed(_log.Accept(_effects), results.MoveToImmutable());
    }

    private OperationOutcome ApplyStep(StoreOperation operation)
    {
        try
        {
            if (!CommitPlan.CanPlan(operation))
            {
                _faults?.Invoke(StorePoint.BeforeStatement);
                return new DirectWriter(_writer).Apply(operation, _effects);
            }

            var plan = new CommitPlan();
            plan.Add(operation);
            Load(plan);
            var outcome = OperationRules.Apply(operation, _set, _effects);
            if (outcome.Result is not null)
            {
                Flush();
            }

            return outcome;
        }
        catch (PostgresException fault) when (UniqueViolation.ToConflict(fault) is { } conflict)
        {
            return OperationOutcome.Conflict(conflict);
        }
    }

    private void Run(PostgreSqlScript script)
    {
        if (!script.IsEmpty)
        {
            _faults?.Invoke(StorePoint.BeforeStatement);
            script.Run();
        }
    }
}
