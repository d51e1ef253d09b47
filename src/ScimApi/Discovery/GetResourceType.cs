using Scim.Api.Http;
using Scim.Protocol.Discovery;

namespace Scim.Api.Discovery;

/// <summary><c>GET /ResourceTypes/{id}</c>.</summary>
internal sealed class GetResourceType(DiscoveryDocuments documents)
{
    public Task Handle(HttpContext context) => DiscoveryRoutes.Write(context, baseUrl => documents.ResourceType((string)context.Request.RouteValues[Addresses.Id]!, baseUrl));
}
