using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Scim.Grains.Storage;
using Scim.Grains.Telemetry;

namespace Scim.Grains.Coherence;

/// <summary>
/// Announces commits: to this node's copies by a call, to every other node by one message. A node that cannot be reached is waited for until its
/// lease has run out; then it answers from no copy. The wait has no other end but this node's own stop: the change is durable, and a copy that
/// nobody removes would stay.
/// </summary>
internal sealed partial class CommitAnnouncer(
    CommittedCopies copies, IServiceProvider services, TimeProvider time, CoherenceOptions options, ILogger<CommitAnnouncer> logger,
    CopyMetrics? metrics = null) : ICommitObserver
{
    // Resolved late: the store, which may implement the leases too, is built with this observer.
    private readonly Lazy<NodeRoster> _roster = new(services.GetRequiredService<NodeRoster>);
    private readonly Lazy<IPeers> _peers = new(services.GetRequiredService<IPeers>);

    public ValueTask Committed(ImmutableArray<CommittedChange> changes, CancellationToken cancellation)
    {
        copies.Announce(changes, own: true);
        return options.SingleNode ? default : new(Measured(changes, cancellation));
    }

    private async Task Measured(ImmutableArray<CommittedChange> changes, CancellationToken cancellation)
    {
        var start = metrics?.AnnouncementsWanted == true ? time.GetTimestamp() : 0;
        await AnnounceToOthers(changes, cancellation);
        if (start != 0)
        {
            metrics!.Announced(time.GetElapsedTime(start));
        }
    }

    private async Task AnnounceToOthers(ImmutableArray<CommittedChange> changes, CancellationToken cancellation)
    {
        var others = await Others(cancellation);
        if (others.Length == 1)
        {
            await Reach(others[0], changes, cancellation);
        }
        else if (others.Length > 1)
        {
            await Task.WhenAll(others.Select(node => Reach(node, changes, cancellation)));
        }
    }

    private async Task<ImmutableArray<string>> Others(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await _roster.Value.Others(cancellation);
            }
            catch (StoreUnavailableException e)
            {
                LogRosterUnread(e);
                await Task.Delay(options.Beat, time, cancellation);
            }
        }
    }

    private async Task Reach(string node, ImmutableArray<CommittedChange> changes, CancellationToken cancellation)
    {
        var message = Send(node, changes);
        while (true)
        {
            if (await Task.WhenAny(message, Task.Delay(options.Beat, time, cancellation)) == message)
            {
                if (message.IsCompletedSuccessfully)
                {
                    return;
                }

                LogUnreached(message.Exception?.InnerException, node);
                await Task.Delay(options.Beat, time, cancellation);
                message = Send(node, changes);
            }

            cancellation.ThrowIfCancellationRequested();
            await Others(cancellation);
            if (_roster.Value.HasRunOut(node))
            {
                return;
            }
        }
    }

    private Task Send(string node, ImmutableArray<CommittedChange> changes)
    {
        try
        {
            return _peers.Value.Announce(node, changes);
        }
        catch (Exception e)
        {
            // Whatever keeps the message from being sent: the node has not heard, and its lease decides.
            return Task.FromException(e);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Node {Node} could not be told of a commit; waiting until it is or its lease has run out.")]
    private partial void LogUnreached(Exception? exception, string node);

    [LoggerMessage(2, LogLevel.Warning, "The other nodes' leases could not be read; the commit's acknowledgement waits.")]
    private partial void LogRosterUnread(Exception exception);
}
