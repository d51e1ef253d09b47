using Scim.Api.Access;
using Scim.Api.Http;
using Scim.Api.Schemas;

namespace Scim.Api.Queries;

/// <summary>The URLs of queries over all resource types: a base itself, and its <c>.search</c>.</summary>
internal static class ResourceRoutes
{
    public static void MapResources(this IEndpointRouteBuilder routes, IGrainFactory grains) =>
        routes.MapUrl("/.search", AccessRequirement.ScimToken, (HttpMethods.Post, "resources.search", new ListResources(grains, routes.ServiceProvider.GetRequiredService<SchemaViews>()).Search));

    /// <summary>Apart, since not all that looks like a base is one.</summary>
    public static void MapRoot(this IEndpointRouteBuilder routes, IGrainFactory grains) =>
        routes.MapUrl("/", AccessRequirement.ScimToken, (HttpMethods.Get, "resources.list", new ListResources(grains, routes.ServiceProvider.GetRequiredService<SchemaViews>()).Handle));
}
