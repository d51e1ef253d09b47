using System.Collections.Immutable;

namespace Scim.Grains.Storage;

/// <summary>Hears of every commit after it is durable and before anyone is told that it succeeded: the hook of coherence.</summary>
public interface ICommitObserver
{
    /// <summary>Returns when no node can answer from a copy older than these changes.</summary>
    ValueTask Committed(ImmutableArray<CommittedChange> changes, CancellationToken cancellation);
}
