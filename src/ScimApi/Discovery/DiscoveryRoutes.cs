using Scim.Api.Access;
using Scim.Api.Errors;
using Scim.Api.Http;
using Scim.Api.Schemas;
using Scim.Api.Telemetry;
using Scim.Protocol.Errors;

namespace Scim.Api.Discovery;

/// <summary>The discovery URLs below a base (RFC 7644 §4), and those that the service describes as absent.</summary>
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
        NotImplemented(routes, "/Me", "This service knows no 'Me': its tokens stand for connections, not for users (RFC 7644 §3.11).");
    }

    private static void Map(IEndpointRouteBuilder routes, string pattern, string operation, RequestDelegate handler) =>
        routes.MapUrl(pattern, AccessRequirement.ScimToken, (HttpMethods.Get, operation, handler));

    private static void NotImplemented(IEndpointRouteBuilder routes, string pattern, string detail)
    {
        var error = new ScimError(Refusals.NotImplemented, detail);
        routes.Map(pattern, context => ErrorAnswer.Write(context, error))
            .WithMetadata(new AccessMetadata(AccessRequirement.ScimToken), new OperationMetadata(OperationMetadata.NotImplemented));
    }
}
