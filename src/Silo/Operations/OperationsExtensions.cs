using Orleans.Dashboard;
using Scim.Api.Access;
using Scim.Api.Management;
using Scim.Api.Telemetry;

namespace Scim.Silo.Operations;

/// <summary>What those who run a node see of it: telemetry, the management listener, and on request the Orleans dashboard.</summary>
internal static class OperationsExtensions
{
    private const string DashboardKey = "Dashboard:Enabled";
    private const string DashboardPath = "/dashboard";

    /// <exception cref="RefusedConfigurationException">The configuration names something that cannot be.</exception>
    public static void AddOperations(this WebApplicationBuilder builder)
    {
        builder.AddScimTelemetry();
        if (HasDashboard(builder.Configuration))
        {
            AddDashboard(builder);
        }

        if (TelemetryOptions.Of(builder.Configuration).OtlpEndpoint is not null)
        {
            // A trace goes on from the request into the grains, on whichever node they are.
            builder.UseOrleans(silo => silo.AddActivityPropagation());
        }
    }

    public static void MapOperations(this WebApplication app)
    {
        app.MapManagement();
        if (HasDashboard(app.Configuration))
        {
            MapDashboard(app);
        }
    }

    private static bool HasDashboard(IConfiguration configuration)
    {
        if (configuration[DashboardKey] is not { Length: > 0 } text)
        {
            return false;
        }

        if (!bool.TryParse(text, out var enabled))
        {
            throw new RefusedConfigurationException($"{DashboardKey} is '{text}'; it must be true or false.");
        }

        return enabled && ManagementOptions.Of(configuration).Port is null
            ? throw new RefusedConfigurationException($"{DashboardKey} needs {ManagementOptions.PortKey}: the dashboard is on no public listener.")
            : enabled;
    }

    // Without its live log: who watches grains need not read along.
    private static void AddDashboard(WebApplicationBuilder builder) => builder.UseOrleans(silo => silo.AddDashboard(options => options.HideTrace = true));

    private static void MapDashboard(WebApplication app) => app.MapOrleansDashboard(DashboardPath)
        .WithMetadata(new AccessMetadata(AccessRequirement.AdministratorInBrowser, Listener.Management), new OperationMetadata("dashboard"));
}
