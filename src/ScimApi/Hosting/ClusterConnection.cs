using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Scim.Api.Hosting;

/// <summary>
/// Whether this process reaches the cluster: its client has started, so that it knows the cluster's grains, and at least one silo takes its calls. Ready means that, and that
/// the process does not stop.
/// </summary>
internal sealed class ClusterConnection(IHostApplicationLifetime lifetime) : IHostedLifecycleService, IHealthCheck
{
    private volatile bool _started;
    private volatile bool _reached;

    public bool IsConnected => _started && _reached;

    /// <summary>Comes before the client has started too: it needs a gateway to ask which grains there are.</summary>
    public void GatewaysChanged(object? sender, GatewayCountChangedEventArgs change) => _reached = change.NumberOfConnectedGateways > 0;

    public void Lost(object? sender, EventArgs nothing) => _reached = false;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("The process stops.")
        : IsConnected ? HealthCheckResult.Healthy()
        : HealthCheckResult.Unhealthy("No silo of the cluster is reached."));

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The client has started, which it only does when it has reached a silo.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _reached = true;
        _started = true;
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
