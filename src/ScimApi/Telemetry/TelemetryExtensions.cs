using Microsoft.Extensions.Logging.Console;
using Scim.Api.Configuration;
using Scim.Api.Management;

namespace Scim.Api.Telemetry;

/// <summary>Telemetry of a process (docs/metrics.md): off, and then free, unless configuration says where it is wanted.</summary>
public static class TelemetryExtensions
{
    /// <summary>
    /// Adds the management listener, the format of the log, and OpenTelemetry where a collector (<see cref="TelemetryOptions"/>) or a management port
    /// (<see cref="ManagementOptions"/>) wants it. To be called when the public URLs are set.
    /// </summary>
    /// <exception cref="RefusedConfigurationException">The configuration names something that cannot be.</exception>
    public static WebApplicationBuilder AddScimTelemetry(this WebApplicationBuilder builder)
    {
        var options = TelemetryOptions.Of(builder.Configuration);
        builder.Services.Configure<LoggerFilterOptions>(LogFilters.KeepUrlsOut);
        if (options.JsonLogs)
        {
            builder.Logging.AddJsonConsole(Format);
        }

        builder.AddManagementListener();
        if (options.OtlpEndpoint is not null || ManagementOptions.Of(builder.Configuration).Port is not null)
        {
            // In a class of its own: nothing of OpenTelemetry is even loaded where nobody wants it.
            OpenTelemetrySetup.Add(builder, options.OtlpEndpoint, scraped: ManagementOptions.Of(builder.Configuration).Port is not null);
        }

        return builder;
    }

    // Without scopes: ASP.NET Core's own holds the request's path. What a line is about is in its state.
    private static void Format(JsonConsoleFormatterOptions format)
    {
        format.IncludeScopes = false;
        format.UseUtcTimestamp = true;
        format.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    }
}
