using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Scim.Grains.Interfaces.Access;
using Scim.Grains.Requests;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;

namespace Scim.Grains.Access;

/// <summary>Records when tokens are used: to about a minute, beside the requests and never in their way (rule S3).</summary>
internal sealed partial class TokenUse(IDirectoryStore store, IIdSource ids, TimeProvider time, ILogger<TokenUse> logger)
{
    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, long> _recorded = new();

    public void Used(AccessGrant grant)
    {
        var now = time.GetTimestamp();
        if (_recorded.TryGetValue(grant.TokenId, out var last) && time.GetElapsedTime(last, now) < Grain)
        {
            return;
        }

        _recorded[grant.TokenId] = now;
        _ = Record(grant);
    }

    private async Task Record(AccessGrant grant)
    {
        try
        {
            var used = time.GetUtcNow();
            await store.Commit(
                new AtomicGroup(ids.Next(), grant.Environment, used, null, [new TouchToken(grant.Environment, grant.TokenId, used)]), CancellationToken.None);
        }
        catch (Exception e)
        {
            // A use that is not recorded is recorded by the next one.
            _recorded.TryRemove(grant.TokenId, out _);
            LogUnrecorded(e, grant.TokenId);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The use of token {Token} could not be recorded.")]
    private partial void LogUnrecorded(Exception exception, Guid token);
}
