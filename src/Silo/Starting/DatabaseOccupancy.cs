using Npgsql;
using Scim.Grains.Storage;
using Scim.Silo.Configuration;
using Scim.Storage.Sql.PostgreSql;

namespace Scim.Silo.Starting;

/// <summary>
/// Keeps a node that is alone from sharing its database, and nodes of a cluster from sharing theirs with one that is alone: it would answer from copies that the others make old.
/// Whoever comes second does not start; whoever finds, after a restart of the database, that another was faster stops.
/// </summary>
internal sealed partial class DatabaseOccupancy(
    NpgsqlDataSource source, NodeOptions options, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<DatabaseOccupancy> logger) : IHostedLifecycleService, IAsyncDisposable
{
    // A process that was killed a moment ago may still hold the right: the database has yet to see the end of its connection.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly PostgreSqlOccupancy _occupancy = new(source, alone: options.Cluster is null);
    private readonly CancellationTokenSource _stopping = new();
    private Task _holding = Task.CompletedTask;

    /// <exception cref="RefusedConfigurationException">Others serve this database in another way.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (!await _occupancy.Hold(cancellationToken))
        {
            if (time.GetElapsedTime(start) > Patience)
            {
                throw new RefusedConfigurationException(
                    "This database is served already, by a node that is alone or by a cluster that this node would not be part of. Nodes that share a database all need Mode cluster or split.");
            }

            await Task.Delay(Pause, time, cancellationToken);
        }

        _holding = Hold();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // After the silo: until then it answers.
    public Task StoppedAsync(CancellationToken cancellationToken) => GiveUp();

    public async ValueTask DisposeAsync()
    {
        await GiveUp();
        _stopping.Dispose();
    }

    private async Task GiveUp()
    {
        await _stopping.CancelAsync();
        await _holding;
        await _occupancy.DisposeAsync();
    }

    private async Task Hold()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Pause, time, _stopping.Token);
                try
                {
                    if (!await _occupancy.Hold(_stopping.Token))
                    {
                        LogLost();
                        lifetime.StopApplication();
                        return;
                    }
                }
                catch (StoreUnavailableException)
                {
                    // Readiness says so; the next round tries again.
                }
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The node stops.
        }
    }

    [LoggerMessage(1, LogLevel.Critical, "Another node serves this database now, and not as part of this one's cluster. This node stops.")]
    private partial void LogLost();
}
