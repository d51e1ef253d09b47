using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Scim.Grains.Interfaces.Access;
using Scim.Grains.Interfaces.Environments;
using Scim.Grains.Interfaces.Results;
using Scim.Protocol.Bulk;

namespace Scim.Api.Telemetry;

/// <summary>What the API measures (docs/metrics.md). Tags are names of the service's own, never anything from a request. Costs a comparison while nobody listens.</summary>
internal sealed class ApiMetrics
{
    public const string MeterName = "Scim.Api";

    private const string Operation = "operation";
    private const string Reason = "reason";
    private const string Credential = "credential";
    private const string ScimToken = "scim-token";
    private const string AdministratorKey = "administrator-key";

    private static readonly string[] StatusClasses = ["0xx", "1xx", "2xx", "3xx", "4xx", "5xx"];

    private readonly Histogram<double> _duration;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _bulkOperations;
    private readonly Histogram<double> _eventsLag;
    private readonly TimeProvider _time;

    [SuppressMessage("Reliability", "CA2000", Justification = "The factory owns its meters.")]
    public ApiMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(MeterName);
        _duration = meter.CreateHistogram(
            "scim.requests.duration", "s", "Time from a request's head to the end of its answer",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
        _refused = meter.CreateCounter<long>("scim.requests.refused", "{request}", "Requests answered with a refusal");
        _rejected = meter.CreateCounter<long>("scim.credentials.rejected", "{request}", "Requests whose token or key was not accepted");
        _bulkOperations = meter.CreateCounter<long>("scim.bulk.operations", "{operation}", "Operations of bulk requests that were tried");
        _eventsLag = meter.CreateHistogram(
            "scim.events.lag", "s", "How long the oldest event of a page had waited when it was read",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 14400, 86400] });
    }

    /// <summary>Whether anybody wants to know how long a request took.</summary>
    public bool Enabled => _duration.Enabled;

    /// <param name="operation">The endpoint's name.</param>
    /// <param name="status">The answer's status.</param>
    /// <param name="aborted">Whether the client left before the answer was whole.</param>
    /// <param name="refusal">The refusal's id, or null.</param>
    /// <param name="elapsed">How long it took.</param>
    public void Request(string operation, int status, bool aborted, string? refusal, TimeSpan elapsed)
    {
        var statusClass = aborted ? "aborted" : StatusClasses[(uint)status < 600 ? status / 100 : 0];
        _duration.Record(elapsed.TotalSeconds, new(Operation, operation), new("status", statusClass));
        if (refusal is not null && _refused.Enabled)
        {
            _refused.Add(1, new(Operation, operation), new("refusal", refusal));
        }
    }

    /// <summary>What became of the operations of a bulk request, by the name that each would have as a request.</summary>
    /// <param name="results">Null for an operation that was not tried.</param>
    public void Bulk(IReadOnlyList<BulkResult?> results)
    {
        if (!_bulkOperations.Enabled)
        {
            return;
        }

        foreach (var result in results)
        {
            if (result is not null)
            {
                _bulkOperations.Add(1, new(Operation, NameOf(result.Operation)), new("status", StatusClasses[(uint)result.Status < 600 ? result.Status / 100 : 0]));
            }
        }
    }

    /// <param name="rejection">Null when no token was sent.</param>
    public void TokenRejected(TokenRejection? rejection) => Rejected(ScimToken, rejection switch
    {
        null => "absent",
        TokenRejection.Expired => "expired",
        TokenRejection.Revoked => "revoked",
        _ => "unknown",
    });

    public void TokenOutOfScope() => Rejected(ScimToken, "scope");

    /// <param name="sent">Whether there was any key at all.</param>
    public void AdministratorKeyRejected(bool sent) => Rejected(AdministratorKey, sent ? "unknown" : "absent");

    /// <summary>A reader that has seen everything is not behind.</summary>
    public void EventsRead(Page<DirectoryEvent> page)
    {
        if (_eventsLag.Enabled)
        {
            _eventsLag.Record(page.Items.IsEmpty ? 0 : Math.Max(0, (_time.GetUtcNow() - page.Items[0].Time).TotalSeconds));
        }
    }

    private static string NameOf(BulkOperation operation) => (operation.Target?.IsGroup, operation.Method) switch
    {
        (null, _) => OperationMetadata.None,
        (false, BulkMethod.Post) => "users.create",
        (false, BulkMethod.Put) => "users.replace",
        (false, BulkMethod.Patch) => "users.patch",
        (false, _) => "users.delete",
        (true, BulkMethod.Post) => "groups.create",
        (true, BulkMethod.Put) => "groups.replace",
        (true, BulkMethod.Patch) => "groups.patch",
        (true, _) => "groups.delete",
    };

    private void Rejected(string credential, string reason)
    {
        if (_rejected.Enabled)
        {
            _rejected.Add(1, new(Credential, credential), new(Reason, reason));
        }
    }
}
