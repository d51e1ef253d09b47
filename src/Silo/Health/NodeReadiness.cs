using Microsoft.Extensions.Diagnostics.HealthChecks;
using Scim.Grains.Storage;

namespace Scim.Silo.Health;

/// <summary>Whether this node should get requests: its silo is active, it is not stopping, and its store answers.</summary>
internal sealed class NodeReadiness(ISiloStatusOracle silo, IHostApplicationLifetime lifetime, IDirectoryStore store) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested || silo.CurrentStatus != SiloStatus.Active)
        {
            return HealthCheckResult.Unhealthy("The silo is not active.");
        }

        try
        {
            await store.IsEmpty(cancellationToken).AsTask().WaitAsync(Patience, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is StoreUnavailableException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("The store does not answer.");
        }
    }
}
