using Scim.Api.Http;

namespace Scim.Api.Discovery;

/// <summary><c>GET /ResourceTypes/{id}</c>.</summary>
internal sealed class GetResourceType(EnvironmentDocuments environment)
{
    public Task Handle(HttpContext context) => environment.Write(context, (documents, baseUrl) => documents.ResourceType((string)context.Request.RouteValues[Addresses.Id]!, baseUrl));
}
