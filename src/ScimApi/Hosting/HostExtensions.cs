using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Scim.Api.Hosting;

/// <summary>What both hosts of the API have in common: a node, and a process that serves the API alone.</summary>
internal static class HostExtensions
{
    private const string DefaultUrl = "http://localhost:8080";

    /// <summary>A builder whose configuration is read once: no watching of files.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
        builder.WebHost.UseUrls(builder.Configuration["urls"] is { Length: > 0 } urls ? urls : OnPorts(builder.Configuration["http_ports"]) ?? DefaultUrl);
        builder.WebHost.UseKestrelHttpsConfiguration();

        // Sockets are served by the pool's own queues: work that waits in one of Kestrel's waits behind that of other connections, on whichever worker has it.
        builder.WebHost.UseSockets(sockets => sockets.IOQueueCount = 0);
        return builder;
    }

    /// <summary>Warnings, and the host's word on when it listens and stops. Configuration can ask for more, e.g. <c>--Logging:LogLevel:Scim.Api=Information</c>.</summary>
    public static void AddQuietConsole(this WebApplicationBuilder builder)
    {
        var levels = builder.Configuration.GetSection("Logging");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);

        // Why a node does not start is said once, by Program.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

        // An orchestrator that asks a node which is stopping gets its answer; the log has nothing to add.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);

        // Advice for large silos (server GC), and a check that takes the machine's uptime for a delay when a silo is new.
        builder.Logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Error);
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        builder.Logging.AddConfiguration(levels);
    }

    /// <summary>How the host stops.</summary>
    public static void AddDrain(this WebApplicationBuilder builder, DrainSettings settings)
    {
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.Timeout);
        builder.Services.AddSingleton(settings);
        builder.Services.AddHostedService<Drain>();
    }

    /// <summary>For processes that are not alone: see <see cref="Standstill"/>.</summary>
    /// <returns>Says whether a change may be made here now.</returns>
    [SuppressMessage("Reliability", "CA2000", Justification = "The container disposes it.")]
    public static Func<bool> AddStandstill(this WebApplicationBuilder builder)
    {
        var standstill = new Standstill(TimeProvider.System);
        standstill.Start();
        builder.Services.AddSingleton(_ => standstill);
        return () => !standstill.IsRecent;
    }

    // What images of ASP.NET Core set (ASPNETCORE_HTTP_PORTS). As URLs, because the management listener can only stand beside URLs.
    private static string? OnPorts(string? ports) => ports is not { Length: > 0 } ? null
        : string.Join(';', ports.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(port => $"http://*:{port}"));

    /// <summary>Adds what decides about <c>/health/ready</c>.</summary>
    public static void AddReadiness<T>(this WebApplicationBuilder builder, string name)
        where T : class, IHealthCheck => builder.Services.AddHealthChecks().AddCheck<T>(name, HealthStatus.Unhealthy, [ScimApiExtensions.ReadinessTag]);
}
