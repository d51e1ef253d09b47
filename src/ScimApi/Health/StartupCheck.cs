using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Scim.Api.Health;

/// <summary>Whether the host has started everything; from then on liveness and readiness say how it does.</summary>
internal sealed class StartupCheck(IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lifetime.ApplicationStarted.IsCancellationRequested ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The start has not completed."));
}
