using Scim.Protocol.Discovery;

namespace Scim.Api.Discovery;

/// <summary><c>GET /Schemas</c> (RFC 7643 §7).</summary>
internal sealed class ListSchemas(DiscoveryDocuments documents)
{
    public Task Handle(HttpContext context) => DiscoveryRoutes.Write(context, documents.Schemas);
}
