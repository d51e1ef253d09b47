using Scim.Api.Access;
using Scim.Api.Telemetry;

namespace Scim.Api.Management;

/// <summary>The management listener (<see cref="ManagementOptions"/>): a second port of the same server, with endpoints of its own.</summary>
public static class ManagementExtensions
{
    private const string Kestrel = "Kestrel:Endpoints";

    /// <summary>Maps <c>/metrics</c> in Prometheus' format where there is a management listener. Health is on both listeners anyway.</summary>
    public static WebApplication MapManagement(this WebApplication app)
    {
        if (app.Services.GetRequiredService<ManagementOptions>().Port is not null)
        {
            OpenTelemetrySetup.MapMetrics(app)
                .WithMetadata(new AccessMetadata(AccessRequirement.Open, Listener.Management), new OperationMetadata("metrics"));
        }

        return app;
    }

    /// <summary>To be called when the public URLs are known: Kestrel takes its addresses from one place, so the listener has to stand beside them.</summary>
    internal static void AddManagementListener(this WebApplicationBuilder builder)
    {
        if (ManagementOptions.Of(builder.Configuration).Url is not { } url)
        {
            return;
        }

        if (builder.Configuration.GetSection(Kestrel).GetChildren().Any())
        {
            builder.Configuration[$"{Kestrel}:Management:Url"] = url;
        }
        else
        {
            builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, $"{builder.WebHost.GetSetting(WebHostDefaults.ServerUrlsKey)};{url}");
        }
    }
}
