using System.Collections.Immutable;
using Scim.Grains.Storage;

namespace Scim.Grains.Coherence;

/// <summary>The way to the other nodes.</summary>
internal interface IPeers
{
    /// <summary>Tells a node, by its lease's name, what has changed. Faults when it cannot be reached.</summary>
    Task Announce(string node, ImmutableArray<CommittedChange> changes);
}
