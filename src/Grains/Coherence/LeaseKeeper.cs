using Microsoft.Extensions.Logging;
using Scim.Grains.Storage;
using Scim.Grains.Telemetry;

namespace Scim.Grains.Coherence;

/// <summary>Renews this node's lease and reads the others', from when the node can hear announcements until it stops.</summary>
internal sealed partial class LeaseKeeper(
    INodeLeases leases, NodeRoster roster, OwnLease lease, CommittedCopies copies, ILocalSiloDetails silo,
    TimeProvider time, CoherenceOptions options, ILogger<LeaseKeeper> logger, CopyMetrics? metrics = null) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan ForgetAfter = TimeSpan.FromMinutes(10);

    private readonly CancellationTokenSource _stopping = new();
    private readonly string _node = silo.SiloAddress.ToParsableString();
    private Task _keeping = Task.CompletedTask;
    private bool _held;

    // After every grain service: a node must hear announcements before it may keep copies.
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe<LeaseKeeper>(ServiceLifecycleStage.Active, Start, Stop);

    public void Dispose() => _stopping.Dispose();

    private Task Start(CancellationToken cancellation)
    {
        _keeping = Keep();
        return Task.CompletedTask;
    }

    private async Task Stop(CancellationToken cancellation)
    {
        lease.GiveUp();
        await _stopping.CancelAsync();
        await _keeping;
        try
        {
            await leases.Release(_node, cancellation);
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
        {
            // The others wait for the lease to run out instead.
            LogFailed(e);
        }
    }

    private async Task Keep()
    {
        using var beat = new PeriodicTimer(options.Beat, time);
        do
        {
            try
            {
                var before = time.GetTimestamp();
                await leases.Renew(_node, options.LeaseDuration, _stopping.Token);
                lease.Renewed(before, Forget);
                await roster.Refresh(_stopping.Token);
                foreach (var gone in roster.Gone(ForgetAfter))
                {
                    await leases.Release(gone, _stopping.Token);
                }
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it was, the lease runs out in memory and the next beat tries again.
                LogFailed(e);
            }
        }
        while (await Next(beat));
    }

    private void Forget()
    {
        copies.Clear();
        if (_held)
        {
            metrics?.Lapsed();
        }

        _held = true;
    }

    private async ValueTask<bool> Next(PeriodicTimer beat)
    {
        try
        {
            return await beat.WaitForNextTickAsync(_stopping.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "This node's lease could not be kept; without it, reads go to the store.")]
    private partial void LogFailed(Exception exception);
}
