using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Scim.Grains.Storage;

namespace Scim.Grains.Coherence;

/// <inheritdoc cref="ICopyListener"/>
[Reentrant]
internal sealed class CopyListener(GrainId id, Silo silo, ILoggerFactory loggers, CommittedCopies copies)
    : GrainService(id, silo, loggers), ICopyListener
{
    public Task Announce(ImmutableArray<CommittedChange> changes)
    {
        copies.Announce(changes, own: false);
        return Task.CompletedTask;
    }
}
