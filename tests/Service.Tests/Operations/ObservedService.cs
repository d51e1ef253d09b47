using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Operations;

/// <summary>A service that sends all its telemetry to a collector, and logs everything that anybody can be made to log.</summary>
public sealed class ObservedService : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private Collector? _collector;
    private RunningService? _service;

    internal Collector Collector => _collector ?? throw new InvalidOperationException("The collector has not started.");

    internal RunningService Service => _service ?? throw new InvalidOperationException("The service has not started.");

    public async Task InitializeAsync()
    {
        _collector = await Collector.Start();
        _service = await RunningService.Start(
            _directory, LogLevel.Trace, map: null, "--Telemetry:OtlpEndpoint", _collector.Address, "--OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
            "--Logging:LogLevel:Default", "Trace", "--Logging:LogLevel:Microsoft", "Trace", "--Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "Trace");
    }

    /// <summary>Has everything sent now that was collected so far.</summary>
    internal void Flush()
    {
        Service.Services.GetRequiredService<TracerProvider>().ForceFlush().ShouldBeTrue("the traces were sent");
        Service.Services.GetRequiredService<MeterProvider>().ForceFlush().ShouldBeTrue("the metrics were sent");
        Service.Services.GetRequiredService<LoggerProvider>().ForceFlush().ShouldBeTrue("the logs were sent");
    }

    public async Task DisposeAsync()
    {
        await Service.DisposeAsync();
        await Collector.DisposeAsync();
        _directory.Dispose();
    }
}
