using Scim.Api.Management;
using Scim.Api.Telemetry;

namespace Scim.Api.Hosting;

/// <summary>The API as a process of its own, for clusters whose nodes run in mode <c>split</c>. It has no store and knows no grain but by contract.</summary>
internal static class ApiHost
{
    /// <returns>The exit code: 1 when it could not start and has said why.</returns>
    public static async Task<int> Main(string[] args)
    {
        try
        {
            await Run(Build(args));
            return 0;
        }
        catch (Exception fault) when (StartRefusal.Reason(fault) is { } reason)
        {
            await Console.Error.WriteLineAsync(reason);
            return 1;
        }
    }

    private static async Task Run(WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        try
        {
            await app.RunAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Told to stop while it was still looking for its cluster.
        }
    }

    private static WebApplication Build(string[] args)
    {
        var builder = HostExtensions.CreateBuilder(args);
        builder.AddQuietConsole();
        builder.AddScimApi();
        builder.AddStandstill();
        builder.AddClusterClient();
        builder.AddReadiness<ClusterConnection>("cluster");
        builder.AddDrain(DrainSettings.Of(new Settings(builder.Configuration), DrainSettings.SharedDelay));
        builder.AddScimTelemetry();
        if (TelemetryOptions.Of(builder.Configuration).OtlpEndpoint is not null)
        {
            // A trace goes on from the request into the grains.
            builder.UseOrleansClient(client => client.AddActivityPropagation());
        }

        var app = builder.Build();
        app.UseMiddleware<ClusterGate>();
        app.MapScimApi();
        app.MapManagement();
        return app;
    }
}
