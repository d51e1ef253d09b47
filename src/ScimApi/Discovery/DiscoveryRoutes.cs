using Scim.Api.Access;
using Scim.Api.Http;
using Scim.Api.Schemas;

namespace Scim.Api.Discovery;

/// <summary>The discovery URLs below a base (RFC 7644 §4).</summary>
internal static class DiscoveryRoutes
{
    public static void MapDiscovery(this IEndpointRouteBuilder routes)
    {
        var documents = new EnvironmentDocuments(routes.ServiceProvider.GetRequiredService<SchemaViews>());
        Map(routes, "/ServiceProviderConfig", "service-provider-config.get", new GetServiceProviderConfig(documents).Handle);
        Map(routes, "/ResourceTypes", "resource-types.list", new ListResourceTypes(documents).Handle);
        Map(routes, "/ResourceTypes/{id}", "resource-types.get", new GetResourceType(documents).Handle);
        Map(routes, "/Schemas", "schemas.list", new ListSchemas(documents).Handle);
        Map(routes, "/Schemas/{id}", "schemas.get", new GetSchema(documents).Handle);
    }

    private static void Map(IEndpointRouteBuilder routes, string pattern, string operation, RequestDelegate handler) =>
        routes.MapUrl(pattern, new AccessMetadata(AccessRequirement.ScimToken) { ForUsers = true }, (HttpMethods.Get, operation, handler));
}
