using Scim.Protocol.Discovery;

namespace Scim.Api.Discovery;

/// <summary><c>GET /ServiceProviderConfig</c> (RFC 7643 §5).</summary>
internal sealed class GetServiceProviderConfig(DiscoveryDocuments documents)
{
    public Task Handle(HttpContext context) => DiscoveryRoutes.Write(context, documents.ServiceProviderConfig);
}
