using System.Collections.Concurrent;
using System.Diagnostics;

namespace Scim.Service.Tests.Operations;

/// <summary>Every span of this process that ends while it lives.</summary>
internal sealed class SpanRecorder : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public SpanRecorder()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IEnumerable<Activity> All => _ended.ToArray();

    public IEnumerable<Activity> Of(string trace) => All.Where(span => span.TraceId.ToHexString() == trace);

    public void Dispose() => _listener.Dispose();
}
