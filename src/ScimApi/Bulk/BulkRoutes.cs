using Scim.Api.Access;
using Scim.Api.Groups;
using Scim.Api.Hosting;
using Scim.Api.Http;
using Scim.Api.Telemetry;
using Scim.Api.Users;

namespace Scim.Api.Bulk;

/// <summary>The URL of bulk requests below a base.</summary>
internal static class BulkRoutes
{
    public const string Pattern = "/Bulk";

    public static void MapBulk(this IEndpointRouteBuilder routes, IGrainFactory grains, ApiOptions options)
    {
        var services = routes.ServiceProvider;
        var calls = new BulkCalls(UserCalls.Of(routes, grains), new GroupCalls(grains), options.GroupPatchMembers);
        var bulk = new RunBulk(
            calls, services.GetRequiredService<RequestRates>(), services.GetRequiredService<ApiMetrics>(), services.GetRequiredService<ILogger<RunBulk>>(),
            services.GetService<Standstill>());
        routes.MapUrl(Pattern, AccessRequirement.ScimToken, (HttpMethods.Post, "bulk", bulk.Handle));
    }
}
