using System.Collections.Immutable;

namespace Scim.Grains.Storage;

/// <summary>Leases by which a node may answer from its committed copies. Times are durations: no two nodes' clocks are compared.</summary>
public interface INodeLeases
{
    /// <summary>Renews this node's lease for a duration that starts before the call; the caller counts it from before the call on its monotonic clock.</summary>
    ValueTask Renew(string node, TimeSpan duration, CancellationToken cancellation);

    /// <summary>Every node with the duration of its last lease and a count that moves with each renewal: a writer that sees a count stand still for that duration knows that the lease has run out.</summary>
    ValueTask<ImmutableArray<NodeLease>> Read(CancellationToken cancellation);

    ValueTask Release(string node, CancellationToken cancellation);
}
