using System.Net;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Scim.Api.Access;
using Scim.Api.Administration;
using Scim.Api.Bulk;
using Scim.Api.Discovery;
using Scim.Api.Groups;
using Scim.Api.Health;
using Scim.Api.Http;
using Scim.Api.Management;
using Scim.Api.Me;
using Scim.Api.Queries;
using Scim.Api.Schemas;
using Scim.Api.Telemetry;
using Scim.Api.Users;
using Scim.Grains.Interfaces.Schemas;

namespace Scim.Api;

/// <summary>Adds the API to a host that has an <see cref="IGrainFactory"/>: a silo, or an Orleans client.</summary>
public static class ScimApiExtensions
{
    /// <summary>Health checks with this tag decide about <c>/health/ready</c>.</summary>
    public const string ReadinessTag = "ready";

    internal const string HealthPath = "/health";
    private const string StartupTag = "startup";

    // A filter of 4096 characters, each three bytes of UTF-8 and each byte percent-encoded, and the rest of a URL.
    private const int LongestRequestLine = 64 * 1024;

    public static IHostApplicationBuilder AddScimApi(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.Configure<ApiOptions>(builder.Configuration);
        services.AddRoutingCore();
        services.Configure<RouteOptions>(options =>
        {
            options.SetParameterPolicy<KeyConstraint>(KeyConstraint.Name);
            options.SetParameterPolicy<PathKeyConstraint>(PathKeyConstraint.Name);
            options.SetParameterPolicy<RootKeyConstraint>(RootKeyConstraint.Name);
        });
        services.Configure<KestrelServerOptions>(Limit);
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ApiOptions>>((forwarded, api) => Trust(forwarded, api.Value.TrustedProxies));
        services.AddHealthChecks().AddCheck<StartupCheck>("start", HealthStatus.Unhealthy, [StartupTag]);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<BaseUrls>();
        services.AddSingleton<TokenChecks>();
        services.AddSingleton(s => new SchemaViews(s.GetRequiredService<IGrainFactory>(), s.GetService<ICommittedSchemas>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(RequestRateOptions.Of(builder.Configuration));
        services.AddSingleton<RequestRates>();
        services.AddSingleton(ManagementOptions.Of(builder.Configuration));
        services.AddSingleton<Listeners>();
        services.AddSingleton<ApiMetrics>();
        return builder;
    }

    /// <summary>Everything: SCIM, administration, health.</summary>
    public static WebApplication MapScimApi(this WebApplication app)
    {
        var options = UseRequests(app);
        var grains = app.Services.GetRequiredService<IGrainFactory>();
        foreach (var address in (ReadOnlySpan<string>)[Addresses.LegacyBase, Addresses.TenantBase])
        {
            var routes = app.MapGroup(address);
            routes.MapUsers(grains);
            routes.MapGroups(grains, options);
            routes.MapBulk(grains, options);
            routes.MapResources(grains);
            routes.MapDiscovery();
            routes.MapMe(grains);
        }

        app.MapGroup(Addresses.LegacyBase).MapRoot(grains);
        app.MapGroup(Addresses.TenantRoot).MapRoot(grains);

        app.MapAdministration(grains);
        MapHealth(app);
        return app;
    }

    /// <summary>What an orchestrator asks: <c>/health/live</c>, <c>/health/ready</c>, <c>/health/startup</c>. Instead of <see cref="MapScimApi"/>: neither SCIM nor administration is served.</summary>
    public static WebApplication MapScimHealth(this WebApplication app)
    {
        UseRequests(app);
        MapHealth(app);
        return app;
    }

    // Routing, access, endpoints: in this order, and nothing else on a request's way.
    private static ApiOptions UseRequests(WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<ApiOptions>>().Value;
        if (options.TrustedProxies is not null)
        {
            app.UseForwardedHeaders();
        }

        app.UseMiddleware<RequestBoundary>();
        app.UseRouting();
        app.UseMiddleware<AccessMiddleware>();
        return options;
    }

    private static void MapHealth(WebApplication app)
    {
        MapHealth(app, HealthPath + "/live", _ => false);
        MapHealth(app, HealthPath + "/ready", check => check.Tags.Contains(ReadinessTag));
        MapHealth(app, HealthPath + "/startup", check => check.Tags.Contains(StartupTag));
    }

    // Live says that the process answers; only ready asks for more.
    private static void MapHealth(WebApplication app, string pattern, Func<HealthCheckRegistration, bool> checks) =>
        app.MapHealthChecks(pattern, new HealthCheckOptions { Predicate = checks })
            .WithMetadata(new AccessMetadata(AccessRequirement.Open, Listener.Any), new OperationMetadata(pattern.TrimStart('/').Replace('/', '.')));

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestLineSize = LongestRequestLine;

        // RequestBody has the limits, per endpoint. With one of its own the server would cut the connection before the client has read its 413.
        kestrel.Limits.MaxRequestBodySize = null;
    }

    private static void Trust(ForwardedHeadersOptions options, string? proxies)
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost | ForwardedHeaders.XForwardedPrefix;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in (proxies ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (proxy.Contains('/', StringComparison.Ordinal))
            {
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            }
            else
            {
                options.KnownProxies.Add(IPAddress.Parse(proxy));
            }
        }
    }
}
