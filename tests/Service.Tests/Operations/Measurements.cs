using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Scim.Service.Tests.Operations;

/// <summary>The instruments of one service and those of the process that belong to none, and what they measured while this lives; not those of the services that run beside it.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly ConcurrentDictionary<string, Instrument> _instruments = new();
    private readonly ConcurrentQueue<(string Instrument, KeyValuePair<string, object?>[] Tags)> _measured = new();
    private readonly MeterListener _listener = new();

    /// <param name="service">The service's own.</param>
    public Measurements(IServiceProvider service)
    {
        var meters = service.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope is null || instrument.Meter.Scope == meters)
            {
                _instruments[instrument.Name] = instrument;
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => _measured.Enqueue((instrument.Name, tags.ToArray())));
        _listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => _measured.Enqueue((instrument.Name, tags.ToArray())));
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => _measured.Enqueue((instrument.Name, tags.ToArray())));
        _listener.Start();
    }

    public IEnumerable<Instrument> Instruments => _instruments.Values;

    public IEnumerable<(string Instrument, KeyValuePair<string, object?>[] Tags)> Measured => _measured.ToArray();

    /// <summary>The values of a tag that were measured.</summary>
    public IReadOnlySet<string> Values(string instrument, string tag) => Measured.Where(one => one.Instrument == instrument)
        .SelectMany(one => one.Tags).Where(one => one.Key == tag).Select(one => $"{one.Value}").ToHashSet();

    public void Dispose() => _listener.Dispose();
}
