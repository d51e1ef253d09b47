using System.Collections.Immutable;
using Orleans.Services;
using Scim.Grains.Storage;

namespace Scim.Grains.Coherence;

/// <summary>On every node: hears what other nodes have committed.</summary>
[Alias("ICopyListener")]
internal interface ICopyListener : IGrainService
{
    /// <summary>Returns when this node can no longer answer from copies older than these changes.</summary>
    [Alias("Announce")]
    Task Announce(ImmutableArray<CommittedChange> changes);
}
