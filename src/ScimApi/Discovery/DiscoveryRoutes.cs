using Scim.Api.Access;
using Scim.Api.Errors;
using Scim.Api.Http;
using Scim.Api.Telemetry;
using Scim.Protocol.Discovery;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;

namespace Scim.Api.Discovery;

/// <summary>The discovery URLs below a base (RFC 7644 §4), and those that the service describes as absent.</summary>
internal static class DiscoveryRoutes
{
    public static void MapDiscovery(this IEndpointRouteBuilder routes)
    {
        var documents = new DiscoveryDocuments(SchemaCatalog.Core, new ServiceProviderFeatures());
        Map(routes, "/ServiceProviderConfig", "service-provider-config.get", new GetServiceProviderConfig(documents).Handle);
        Map(routes, "/ResourceTypes", "resource-types.list", new ListResourceTypes(documents).Handle);
        Map(routes, "/ResourceTypes/{id}", "resource-types.get", new GetResourceType(documents).Handle);
        Map(routes, "/Schemas", "schemas.list", new ListSchemas(documents).Handle);
        Map(routes, "/Schemas/{id}", "schemas.get", new GetSchema(documents).Handle);
        NotImplemented(routes, "/Me", "This service knows no 'Me': its tokens stand for connections, not for users (RFC 7644 §3.11).");
    }

    /// <summary>A document, or the refusals that all discovery endpoints share.</summary>
    internal static Task Write(HttpContext context, Func<string, byte[]?> document)
    {
        if (QueryParameters.Read(context.Request).Filter is not null)
        {
            return ErrorAnswer.Write(context, new ScimError(Refusals.DiscoveryFilter, "A discovery endpoint cannot be filtered (RFC 7644 §4)."));
        }

        return document(context.Scope().BaseUrl) is { } body
            ? Answer.Write(context, StatusCodes.Status200OK, Answer.ScimMediaType, body)
            : ErrorAnswer.Write(context, new ScimError(Refusals.UnknownResource, "There is nothing of this id."));
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
