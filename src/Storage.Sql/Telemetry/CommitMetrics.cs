using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Scim.Grains.Storage;

namespace Scim.Storage.Sql.Telemetry;

/// <summary>What the writer measures of its commits (docs/metrics.md). Costs a comparison while nobody listens.</summary>
internal sealed class CommitMetrics
{
    public const string MeterName = "Scim.Storage";

    private readonly Meter _meter;
    private readonly Histogram<long> _batchSize;
    private readonly Histogram<double> _batchDuration;
    private readonly Histogram<double> _commitDuration;
    private readonly Counter<long> _conflicts;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _repeats;

    /// <param name="meters">Of the host; null: a meter of nobody's, for stores without a host.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "The factory owns its meters; one of nobody's lives as long as its store.")]
    public CommitMetrics(IMeterFactory? meters)
    {
        _meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        _batchSize = _meter.CreateHistogram(
            "scim.commits.batch.size", "{group}", "Atomic groups of changes in one transaction",
            advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512] });
        _batchDuration = _meter.CreateHistogram("scim.commits.batch.duration", "s", "Time from a batch's begin until it was durable", advice: Seconds());
        _commitDuration = _meter.CreateHistogram(
            "scim.commits.duration", "s", "Time from a change's acceptance until its acknowledgement: its wait, its transaction and its announcement", advice: Seconds());
        _conflicts = _meter.CreateCounter<long>("scim.commits.conflicts", "{group}", "Changes that a unique name or a version refused");
        _failures = _meter.CreateCounter<long>("scim.commits.failures", "{group}", "Changes that the store could not apply, or had no room to take");
        _repeats = _meter.CreateCounter<long>("scim.commits.repeats", "{batch}", "Times that a batch was run again because of what others committed");
    }

    /// <summary>A timestamp for <see cref="Written"/> or <see cref="Acknowledged"/>, or 0 where nobody wants to know.</summary>
    public long Start() => _batchDuration.Enabled || _commitDuration.Enabled ? Stopwatch.GetTimestamp() : 0;

    public void Observe(Func<int> queueLength) =>
        _meter.CreateObservableGauge("scim.commits.queue.length", queueLength, "{group}", "Atomic groups of changes that wait for the writer");

    public void Written(long start, int groups)
    {
        if (start != 0)
        {
            _batchSize.Record(groups);
            _batchDuration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
    }

    /// <param name="start">From <see cref="Start"/>.</param>
    /// <param name="change">Completed.</param>
    public void Acknowledged(long start, Task<CommitResult> change)
    {
        if (change.IsCanceled)
        {
            return;
        }

        if (start != 0)
        {
            _commitDuration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        switch (change.IsCompletedSuccessfully ? change.Result : null)
        {
            case null:
                _failures.Add(1, new KeyValuePair<string, object?>("reason", "fault"));
                break;
            case CommitResult.Conflicted conflict:
                _conflicts.Add(1, new KeyValuePair<string, object?>("kind", Name(conflict.Kind)));
                break;
            case CommitResult.VersionMismatch:
                _conflicts.Add(1, new KeyValuePair<string, object?>("kind", "version"));
                break;
        }
    }

    public void TurnedAway() => _failures.Add(1, new KeyValuePair<string, object?>("reason", "queue-full"));

    public void Repeated() => _repeats.Add(1);

    private static string Name(ConflictKind kind) => kind switch
    {
        ConflictKind.UserName => "user-name",
        ConflictKind.RoleKey => "role-key",
        ConflictKind.GroupHeld => "group-held",
        ConflictKind.GroupName => "group-name",
        ConflictKind.ProjectKey => "project-key",
        ConflictKind.EnvironmentKey => "environment-key",
        ConflictKind.TenantKey => "tenant-key",
        ConflictKind.SchemaInUse => "schema-in-use",
        ConflictKind.ResourcesExist => "resources-exist",
        _ => "other",
    };

    private static InstrumentAdvice<double> Seconds() =>
        new() { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] };
}
