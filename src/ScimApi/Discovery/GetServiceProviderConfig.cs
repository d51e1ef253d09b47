namespace Scim.Api.Discovery;

/// <summary><c>GET /ServiceProviderConfig</c> (RFC 7643 §5).</summary>
internal sealed class GetServiceProviderConfig(EnvironmentDocuments environment)
{
    public Task Handle(HttpContext context) => environment.Write(context, static (documents, baseUrl) => documents.ServiceProviderConfig(baseUrl));
}
