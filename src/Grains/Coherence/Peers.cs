using System.Collections.Immutable;
using Orleans.Runtime.Services;
using Scim.Grains.Storage;

namespace Scim.Grains.Coherence;

/// <summary>Reaches the other nodes' <see cref="ICopyListener"/>; a node's lease bears its silo address.</summary>
internal sealed class Peers(IServiceProvider services) : GrainServiceClient<ICopyListener>(services), IPeers
{
    public Task Announce(string node, ImmutableArray<CommittedChange> changes) =>
        GetGrainService(SiloAddress.FromParsableString(node)).Announce(changes);
}
