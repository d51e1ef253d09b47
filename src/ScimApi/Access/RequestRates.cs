using System.Threading.RateLimiting;

namespace Scim.Api.Access;

/// <summary>A bucket of requests for each SCIM token, on this node alone: one identity provider that runs wild leaves the others their share.</summary>
internal sealed class RequestRates(RequestRateOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<Guid>? _buckets = options.PerSecond == 0 ? null : PartitionedRateLimiter.Create<Guid, Guid>(
        token => RateLimitPartition.GetTokenBucketLimiter(token, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Burst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1 / options.PerSecond),
            QueueLimit = 0,
        }));

    /// <summary>Counts a request of a token.</summary>
    /// <returns>Null when it may go on, else the whole seconds after which one more is allowed.</returns>
    public int? SecondsToWait(Guid token)
    {
        if (_buckets is null)
        {
            return null;
        }

        using var lease = _buckets.AttemptAcquire(token);
        return lease.IsAcquired ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))
            : 1;
    }

    public void Dispose() => _buckets?.Dispose();
}
