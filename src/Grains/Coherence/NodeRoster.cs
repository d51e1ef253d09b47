using System.Collections.Immutable;
using Scim.Grains.Storage;

namespace Scim.Grains.Coherence;

/// <summary>
/// The other nodes' leases as last read from the store. A lease has run out when its count is seen standing still for its duration:
/// counted here from after the read that first showed it to before the read that shows it still, so that no clocks are compared.
/// </summary>
internal sealed class NodeRoster(INodeLeases leases, string self, TimeProvider time, CoherenceOptions options) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile Snapshot _snapshot = new(0, false, ImmutableDictionary<string, Seen>.Empty);

    /// <summary>The other nodes whose leases may be valid, from a list that is at most <see cref="CoherenceOptions.RosterAge"/> old.</summary>
    public async ValueTask<ImmutableArray<string>> Others(CancellationToken cancellation)
    {
        var snapshot = _snapshot;
        if (!snapshot.Known || time.GetElapsedTime(snapshot.ReadAt) > options.RosterAge)
        {
            snapshot = await Refresh(cancellation);
        }

        return snapshot.Others;
    }

    /// <summary>Whether the node's lease has run out, by the list as last read.</summary>
    public bool HasRunOut(string node) => !_snapshot.Others.Contains(node);

    /// <summary>Nodes whose leases ran out so long ago that they will not come back under that name.</summary>
    public ImmutableArray<string> Gone(TimeSpan since) =>
        [.. _snapshot.Nodes.Where(n => n.Value.RanOut && time.GetElapsedTime(n.Value.FirstSeen) > since).Select(n => n.Key)];

    /// <summary>Reads the leases again.</summary>
    public async Task<Snapshot> Refresh(CancellationToken cancellation)
    {
        var asked = time.GetTimestamp();
        await _reading.WaitAsync(cancellation);
        try
        {
            if (_snapshot.Known && _snapshot.ReadAt > asked)
            {
                return _snapshot;
            }

            var before = time.GetTimestamp();
            var read = await leases.Read(cancellation);
            var after = time.GetTimestamp();
            var nodes = ImmutableDictionary.CreateBuilder<string, Seen>();
            foreach (var lease in read)
            {
                if (lease.Node != self)
                {
                    nodes[lease.Node] = Look(lease, before, after);
                }
            }

            return _snapshot = new Snapshot(before, true, nodes.ToImmutable());
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private Seen Look(NodeLease lease, long before, long after) =>
        _snapshot.Nodes.TryGetValue(lease.Node, out var seen) && seen.Renewals == lease.Renewals
            ? seen with { RanOut = seen.RanOut || time.GetElapsedTime(seen.FirstSeen, before) >= CoherenceOptions.RunOut(lease.Duration) }
            : new Seen(lease.Renewals, after, false);

    /// <summary>A node's lease: its count, since when it is seen with this count, whether it has run out.</summary>
    internal sealed record Seen(long Renewals, long FirstSeen, bool RanOut);

    /// <summary>One reading of the leases.</summary>
    internal sealed record Snapshot(long ReadAt, bool Known, ImmutableDictionary<string, Seen> Nodes)
    {
        public ImmutableArray<string> Others { get; } = [.. Nodes.Where(n => !n.Value.RanOut).Select(n => n.Key)];
    }
}
