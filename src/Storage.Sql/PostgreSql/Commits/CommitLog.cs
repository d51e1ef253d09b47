using System.Collections.Immutable;
using Npgsql;
using Scim.Grains.Storage;
using Scim.Storage.Sql.Commits;
using static Scim.Storage.Sql.PostgreSql.PostgreSqlParameters;

namespace Scim.Storage.Sql.PostgreSql.Commits;

/// <summary>
/// Events, positions and user counts of one transaction. While groups are applied, positions count from zero in each environment; the environments'
/// counters are raised last of all, and only then is it known where they begin. So a counter's lock, which orders the commits of all nodes, is held
/// for no longer than the events and the commit take.
/// </summary>
internal sealed class CommitLog
{
    /// <summary>How many user numbers make a block, as a shift, for C# and for SQL.</summary>
    public const string BlockShift = "10";

    private static readonly int Shift = int.Parse(BlockShift);

    private const string Raise = "UPDATE environments SET event_position = event_position + $2 WHERE id = $1 RETURNING id, event_position - $2";

    private const string Read = "SELECT id, event_position FROM environments WHERE id = ANY ($1)";

    private const string InsertEvents =
        """
        INSERT INTO events (environment, position, operation_id, time, tenant, token_id, kind, resource_id, version, detail)
        SELECT k.environment, e.event_position - k.before_last, k.operation_id, k.time, k.tenant, k.token_id, k.kind, k.resource_id, k.version, k.detail
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            AS k(environment, before_last, operation_id, time, tenant, token_id, kind, resource_id, version, detail)
        JOIN environments e ON e.id = k.environment
        """;

    private const string CountUsers =
        """
        INSERT INTO user_blocks AS b (environment, block, count)
        SELECT environment, block, change::integer FROM unnest($1, $2, $3) AS k(environment, block, change) ORDER BY environment, block
        ON CONFLICT (environment, block) DO UPDATE SET count = b.count + excluded.count
        """;

    private readonly SortedDictionary<Guid, long> _raised = [];
    private readonly HashSet<Guid> _read = [];
    private readonly Dictionary<Guid, long> _begin = [];
    private readonly Dictionary<(Guid Environment, long Block), long> _blocks = [];
    private readonly List<(long Position, StagedEvent Event, AtomicGroup Group)> _events = [];
    private readonly List<CommittedChange> _changes = [];

    public void Start()
    {
        _raised.Clear();
        _read.Clear();
        _begin.Clear();
        _blocks.Clear();
        _events.Clear();
        _changes.Clear();
    }

    /// <summary>Takes over what a group did.</summary>
    /// <returns>The position of the group's environment behind it, counted from the begin of the transaction.</returns>
    public long Accept(GroupEffects effects)
    {
        foreach (var staged in effects.Events)
        {
            var position = _raised.GetValueOrDefault(staged.Environment.Id) + 1;
            _raised[staged.Environment.Id] = position;
            _events.Add((position, staged, effects.Group));
        }

        foreach (var key in effects.Changed)
        {
            _changes.Add(new CommittedChange(key, _raised.GetValueOrDefault(key.Environment.Id)));
            _read.Add(key.Environment.Id);
        }

        foreach (var (environment, number, by) in effects.UserCounts)
        {
            var block = (environment.Id, number >> Shift);
            _blocks[block] = _blocks.GetValueOrDefault(block) + by;
        }

        _read.Add(effects.Group.Environment.Id);
        return _raised.GetValueOrDefault(effects.Group.Environment.Id);
    }

    /// <summary>Adds the counters, then what needs them.</summary>
    public void Write(PostgreSqlScript script)
    {
        foreach (var (environment, by) in _raised)
        {
            script.Read(Raise, Begin, Of(environment), Of(by));
            _read.Remove(environment);
        }

        if (_read.Count > 0)
        {
            script.Read(Read, Begin, Ids(_read, static id => id));
        }

        if (_events.Count > 0)
        {
            script.Add(
                InsertEvents,
                Ids(_events, static e => e.Event.Environment.Id), Numbers(_events, e => _raised[e.Event.Environment.Id] - e.Position),
                Ids(_events, static e => e.Group.OperationId), Numbers(_events, static e => e.Group.Time.UtcTicks), Texts(_events, static e => e.Event.Tenant),
                OptionalIds(_events, static e => e.Group.TokenId), Texts(_events, static e => e.Event.Kind), Ids(_events, static e => e.Event.ResourceId),
                Numbers(_events, static e => e.Event.Version), Texts(_events, static e => e.Event.Detail));
        }

        if (_blocks.Count > 0)
        {
            script.Add(
                CountUsers, Ids(_blocks, static b => b.Key.Environment), Numbers(_blocks, static b => b.Key.Block), Numbers(_blocks, static b => b.Value));
        }
    }

    /// <summary>The position in the environment's log; known once the script has run.</summary>
    public long ToPosition(Guid environment, long counted) => _begin.GetValueOrDefault(environment) + counted;

    public ImmutableArray<CommittedChange> Changes()
    {
        var changes = ImmutableArray.CreateBuilder<CommittedChange>(_changes.Count);
        foreach (var change in _changes)
        {
            changes.Add(change with { Position = ToPosition(change.Key.Environment.Id, change.Position) });
        }

        return changes.MoveToImmutable();
    }

    private void Begin(NpgsqlDataReader row) => _begin[row.GetGuid(0)] = row.GetInt64(1);
}
