namespace Scim.Api.Discovery;

/// <summary><c>GET /ResourceTypes</c> (RFC 7643 §6).</summary>
internal sealed class ListResourceTypes(EnvironmentDocuments environment)
{
    public Task Handle(HttpContext context) => environment.Write(context, static (documents, baseUrl) => documents.ResourceTypes(baseUrl));
}
