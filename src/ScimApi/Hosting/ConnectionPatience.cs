namespace Scim.Api.Hosting;

/// <summary>A cluster that is not there yet is waited for, for as long as it takes: readiness says that nothing is served meanwhile.</summary>
internal sealed partial class ConnectionPatience(TimeProvider time, ILogger<ConnectionPatience> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        LogWaiting(exception.Message);
        await Task.Delay(Pause, time, cancellationToken);
        return true;
    }

    [LoggerMessage(1, LogLevel.Warning, "The cluster is not reached yet: {Reason}")]
    private partial void LogWaiting(string reason);
}
