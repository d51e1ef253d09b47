using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Scim.Grains.Coherence;
using Scim.Grains.Storage;

namespace Scim.Grains.Telemetry;

/// <summary>What a node measures of its committed copies and its lease (docs/metrics.md). Costs a comparison while nobody listens.</summary>
internal sealed class CopyMetrics
{
    public const string MeterName = "Scim.Grains";

    private static readonly string[] Kinds = ["user", "membership", "group", "members", "member-names", "tenant", "token", "schemas"];

    private readonly Meter _meter;
    private readonly Counter<long> _lookups;
    private readonly Counter<long> _evictions;
    private readonly Counter<long> _lapses;
    private readonly Histogram<double> _announcement;

    [SuppressMessage("Reliability", "CA2000", Justification = "The factory owns its meters.")]
    public CopyMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _lookups = _meter.CreateCounter<long>("scim.copies.lookups", "{lookup}", "Look-ups of committed copies");
        _evictions = _meter.CreateCounter<long>("scim.copies.evictions", "{copy}", "Committed copies that left for want of room");
        _lapses = _meter.CreateCounter<long>("scim.lease.lapses", "{lapse}", "Times that the node's lease had run out before it was renewed");
        _announcement = _meter.CreateHistogram(
            "scim.announcements.duration", "s", "Time until every other node had heard of a commit, or could no longer answer from its copies",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
    }

    public bool AnnouncementsWanted => _announcement.Enabled;

    public void Observe(CommittedCopies copies) => _meter.CreateObservableGauge("scim.copies.bytes", () => copies.Bytes, "By", "Estimated size of the committed copies");

    public void Observe(OwnLease lease) =>
        _meter.CreateObservableGauge("scim.lease.valid", () => lease.IsValid ? 1 : 0, "1", "1 while the node may answer from committed copies, else 0");

    public void LookedUp(CopyKind kind, bool hit)
    {
        if (_lookups.Enabled)
        {
            _lookups.Add(1, new("kind", (uint)kind < (uint)Kinds.Length ? Kinds[(int)kind] : "other"), new("result", hit ? "hit" : "miss"));
        }
    }

    public void Evicted() => _evictions.Add(1);

    public void Lapsed() => _lapses.Add(1);

    public void Announced(TimeSpan elapsed) => _announcement.Record(elapsed.TotalSeconds);
}
