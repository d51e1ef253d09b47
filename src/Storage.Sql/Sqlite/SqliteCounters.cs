using System.Collections.Immutable;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Storage.Sql.Commits;

namespace Scim.Storage.Sql.Sqlite;

/// <summary>
/// Positions, events and user counts of one transaction, and what it knows of scopes: gathered while groups are applied, written once at its end.
/// </summary>
internal sealed class SqliteCounters(SqliteSession session)
{
    /// <summary>How many user numbers make a block, as a shift.</summary>
    public const int BlockShift = 10;

    private readonly SqliteStatement _load = session.Prepare("SELECT number, event_position, user_number FROM environments WHERE id = ?");
    private readonly SqliteStatement _save = session.Prepare("UPDATE environments SET event_position = ?, user_number = ? WHERE id = ?");
    private readonly SqliteStatement _count = session.Prepare(
        "INSERT INTO user_blocks (environment, block, count) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count");
    private readonly SqliteStatement _event = session.Prepare(
        "INSERT INTO events (environment, position, operation_id, time, tenant, token_id, kind, resource_id, version, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    private readonly SqliteStatement _tenant = session.Prepare("SELECT 1 FROM tenants WHERE environment = ? AND key = ?");
    private readonly Dictionary<Guid, EnvironmentCounters?> _environments = [];
    private readonly HashSet<TenantKey> _tenants = [];
    private readonly Dictionary<(Guid Environment, long Block), int> _blocks = [];
    private readonly List<(long Position, StagedEvent Event, AtomicGroup Group)> _events = [];
    private readonly ImmutableArray<CommittedChange>.Builder _changes = ImmutableArray.CreateBuilder<CommittedChange>();

    public void Start()
    {
        _environments.Clear();
        _tenants.Clear();
        _blocks.Clear();
        _events.Clear();
        _changes.Clear();
    }

    /// <summary>Null when there is no such environment.</summary>
    public EnvironmentCounters? Find(EnvironmentKey environment)
    {
        if (_environments.TryGetValue(environment.Id, out var known))
        {
            return known;
        }

        EnvironmentCounters? found = null;
        if (_load.Bind(environment.Id).Step())
        {
            found = new EnvironmentCounters(_load.Int64(0), _load.Int64(1), _load.Int64(2));
            _load.Reset();
        }

        _environments[environment.Id] = found;
        return found;
    }

    /// <summary>Looks once in a transaction.</summary>
    public bool Exists(TenantKey tenant)
    {
        if (_tenants.Contains(tenant))
        {
            return true;
        }

        var exists = _tenant.Bind(tenant.Environment.Id).Bind(tenant.Key).Step();
        _tenant.Reset();
        return exists && _tenants.Add(tenant);
    }

    /// <summary>Forgets what was known of an environment, because it has just come into being or its creation was taken back.</summary>
    public void Forget(EnvironmentKey environment)
    {
        _environments.Remove(environment.Id);
        _tenants.Clear();
    }

    /// <summary>Forgets a tenant whose creation was taken back.</summary>
    public void Forget(TenantKey tenant) => _tenants.Remove(tenant);

    /// <summary>The next place in the environment's order of users. A number taken by a group that is then refused stays unused.</summary>
    public static long NextUserNumber(EnvironmentCounters environment)
    {
        environment.Moved = true;
        return ++environment.UserNumber;
    }

    /// <summary>Takes over what a group did.</summary>
    /// <returns>The position of the group's environment behind it.</returns>
    public long Accept(GroupEffects effects)
    {
        foreach (var staged in effects.Events)
        {
            var environment = Find(staged.Environment)!;
            environment.Moved = true;
            _events.Add((++environment.Position, staged, effects.Group));
        }

        foreach (var key in effects.Changed)
        {
            _changes.Add(new CommittedChange(key, Find(key.Environment)!.Position));
        }

        foreach (var (environment, number, by) in effects.UserCounts)
        {
            var block = (environment.Id, number >> BlockShift);
            _blocks[block] = _blocks.GetValueOrDefault(block) + by;
        }

        return Find(effects.Group.Environment)?.Position ?? 0;
    }

    public ImmutableArray<CommittedChange> Write()
    {
        foreach (var (position, staged, group) in _events)
        {
            _event.Bind(staged.Environment.Id).Bind(position).Bind(group.OperationId).Bind(group.Time).Bind(staged.Tenant).Bind(group.TokenId)
                .Bind(staged.Kind).Bind(staged.ResourceId).Bind(staged.Version).Bind(staged.Detail).Execute();
        }

        foreach (var ((environment, block), by) in _blocks)
        {
            if (by != 0)
            {
                _count.Bind(environment).Bind(block).Bind(by).Execute();
            }
        }

        foreach (var (id, environment) in _environments)
        {
            if (environment is { Moved: true })
            {
                _save.Bind(environment.Position).Bind(environment.UserNumber).Bind(id).Execute();
            }
        }

        return _changes.ToImmutable();
    }
}
