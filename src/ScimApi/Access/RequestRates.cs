using System.Globalization;
using System.Threading.RateLimiting;
using Scim.Api.Errors;
using Scim.Protocol.Errors;

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
    public int? SecondsToWait(Guid token) => SecondsToWait(token, 1);

    /// <summary>Counts the operations of a bulk request beyond its first, each as a request; at most as many as a full bucket has, so that a bucket can be full enough for any bulk.</summary>
    /// <returns>As for a request.</returns>
    public int? SecondsToWaitForMore(Guid token, int operations)
    {
        var counted = Math.Min(operations, options.Burst - 1);
        return counted > 0 ? SecondsToWait(token, counted) : null;
    }

    /// <summary>A refusal with <c>Retry-After</c>.</summary>
    public static Task Refuse(HttpContext context, int seconds)
    {
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return ErrorAnswer.Write(context, new ScimError(Refusals.TooManyRequests, "This token has made more requests than it may in so short a time; repeat the request later."));
    }

    public void Dispose() => _buckets?.Dispose();

    private int? SecondsToWait(Guid token, int permits)
    {
        if (_buckets is null)
        {
            return null;
        }

        using var lease = _buckets.AttemptAcquire(token, permits);
        return lease.IsAcquired ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))
            : 1;
    }
}
