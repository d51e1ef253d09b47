using Scim.Api.Http;
using Scim.Protocol.Discovery;

namespace Scim.Api.Discovery;

/// <summary><c>GET /Schemas/{urn}</c>.</summary>
internal sealed class GetSchema(DiscoveryDocuments documents)
{
    public Task Handle(HttpContext context) => DiscoveryRoutes.Write(context, baseUrl => documents.Schema((string)context.Request.RouteValues[Addresses.Id]!, baseUrl));
}
