using System.Collections.Concurrent;
using System.Collections.Immutable;
using Scim.Grains.Storage;

namespace Scim.Storage.Sql.Sqlite;

/// <summary>
/// The leases of the nodes on one SQLite file. They live in memory: only one process can have the file, and a lease that outlived it would guard nothing;
/// so an idle node does not write to the disk every second.
/// </summary>
internal sealed class InProcessNodeLeases : INodeLeases
{
    private readonly ConcurrentDictionary<string, NodeLease> _leases = new(StringComparer.Ordinal);

    public ValueTask Renew(string node, TimeSpan duration, CancellationToken cancellation)
    {
        _leases.AddOrUpdate(
            node,
            static (name, length) => new NodeLease(name, length, 1),
            static (name, old, length) => new NodeLease(name, length, old.Renewals + 1),
            duration);
        return ValueTask.CompletedTask;
    }

    public ValueTask<ImmutableArray<NodeLease>> Read(CancellationToken cancellation) => new([.. _leases.Values]);

    public ValueTask Release(string node, CancellationToken cancellation)
    {
        _leases.TryRemove(node, out _);
        return ValueTask.CompletedTask;
    }
}
