using Scim.Api.Configuration;

namespace Scim.Api.Telemetry;

/// <summary>Where telemetry goes.</summary>
/// <param name="OtlpEndpoint">Of an OpenTelemetry collector, <c>Telemetry:OtlpEndpoint</c> or the standard <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>; null: nothing is sent.</param>
/// <param name="JsonLogs">Whether the console's log is JSON, one object on a line: <c>Logging:Format</c>, <c>text</c> or <c>json</c>.</param>
public sealed record TelemetryOptions(Uri? OtlpEndpoint, bool JsonLogs)
{
    public const string OtlpKey = "Telemetry:OtlpEndpoint";
    public const string StandardOtlpKey = "OTEL_EXPORTER_OTLP_ENDPOINT";
    public const string FormatKey = "Logging:Format";

    /// <exception cref="RefusedConfigurationException">A value is not a URL, or not a format.</exception>
    public static TelemetryOptions Of(IConfiguration configuration) => new(Endpoint(configuration, OtlpKey) ?? Endpoint(configuration, StandardOtlpKey), IsJson(configuration));

    private static Uri? Endpoint(IConfiguration configuration, string key) => configuration[key] is not { Length: > 0 } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) ? url
        : throw new RefusedConfigurationException($"{key} is '{text}'; it must be the http or https URL of an OpenTelemetry collector.");

    private static bool IsJson(IConfiguration configuration) => configuration[FormatKey] switch
    {
        null or "" => false,
        var text when text.Equals("text", StringComparison.OrdinalIgnoreCase) => false,
        var text when text.Equals("json", StringComparison.OrdinalIgnoreCase) => true,
        var text => throw new RefusedConfigurationException($"{FormatKey} is '{text}'; it must be text or json."),
    };
}
