using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Scim.Api.Telemetry;

/// <summary>
/// OpenTelemetry, by the names of meters and activity sources alone: no instrumentation package, no database driver. What the SDK itself can be told by <c>OTEL_*</c>
/// (sampler, protocol, headers, resource attributes, intervals) it reads from the configuration.
/// </summary>
internal static class OpenTelemetrySetup
{
    private const string ServiceName = "scim";

    private static readonly string[] Meters =
        ["Scim.*", "Microsoft.Orleans", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql"];

    // Requests, calls between grains, commits, statements.
    private static readonly string[] Sources = ["Microsoft.AspNetCore", "Microsoft.Orleans.Application", "Scim.*", "Npgsql"];

    /// <param name="builder">The process.</param>
    /// <param name="collector">Gets traces, metrics and logs; null: nobody does.</param>
    /// <param name="scraped">Whether <see cref="MapMetrics"/> will be called.</param>
    public static void Add(WebApplicationBuilder builder, Uri? collector, bool scraped)
    {
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource
            .AddService(ServiceName, serviceInstanceId: builder.Configuration["Cluster:Name"] ?? Environment.MachineName)
            .AddEnvironmentVariableDetector());
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter(Meters);
            if (scraped)
            {
                metrics.AddPrometheusExporter();
            }
        });
        if (collector is not null)
        {
            builder.Configuration[TelemetryOptions.StandardOtlpKey] = collector.ToString();
            telemetry.WithTracing(traces => traces.AddSource(Sources));
            telemetry.WithLogging(configureBuilder: null, logs => logs.IncludeScopes = false);
            telemetry.UseOtlpExporter();
        }
    }

    public static IEndpointConventionBuilder MapMetrics(WebApplication app) => app.MapPrometheusScrapingEndpoint("/metrics");
}
