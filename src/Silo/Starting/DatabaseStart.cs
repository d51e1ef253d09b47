using Npgsql;
using Scim.Grains.Storage;
using Scim.Storage.Sql.PostgreSql;

namespace Scim.Silo.Starting;

/// <summary>
/// Before anything else starts: the database is there and has the newest schema, which the silo's membership lives in too. A database that starts at the same time
/// is waited for.
/// </summary>
internal sealed partial class DatabaseStart(NpgsqlDataSource source, TimeProvider time, ILogger<DatabaseStart> logger) : IHostedLifecycleService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <exception cref="StoreUnavailableException">The database did not answer in time.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                PostgreSqlMigrations.Run(source);
                return;
            }
            catch (StoreUnavailableException fault) when (time.GetElapsedTime(start) < Patience)
            {
                LogWaiting(fault.InnerException?.Message ?? fault.Message);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Warning, "The database does not answer yet: {Reason}")]
    private partial void LogWaiting(string reason);
}
