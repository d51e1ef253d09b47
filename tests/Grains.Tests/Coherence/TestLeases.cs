using System.Collections.Concurrent;
using System.Collections.Immutable;
using Scim.Grains.Storage;

namespace Scim.Grains.Tests.Coherence;

/// <summary>Leases that a test moves by hand.</summary>
internal sealed class TestLeases : INodeLeases
{
    private readonly ConcurrentDictionary<string, NodeLease> _leases = new();

    public void Renew(string node, TimeSpan duration) =>
        _leases.AddOrUpdate(node, n => new NodeLease(n, duration, 1), (n, old) => new NodeLease(n, duration, old.Renewals + 1));

    public ValueTask Renew(string node, TimeSpan duration, CancellationToken cancellation)
    {
        Renew(node, duration);
        return default;
    }

    public ValueTask<ImmutableArray<NodeLease>> Read(CancellationToken cancellation) => new([.. _leases.Values]);

    public ValueTask Release(string node, CancellationToken cancellation)
    {
        _leases.TryRemove(node, out _);
        return default;
    }
}
