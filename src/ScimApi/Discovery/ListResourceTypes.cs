using Scim.Protocol.Discovery;

namespace Scim.Api.Discovery;

/// <summary><c>GET /ResourceTypes</c> (RFC 7643 §6).</summary>
internal sealed class ListResourceTypes(DiscoveryDocuments documents)
{
    public Task Handle(HttpContext context) => DiscoveryRoutes.Write(context, documents.ResourceTypes);
}
