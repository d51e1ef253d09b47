namespace Scim.Api.Discovery;

/// <summary><c>GET /Schemas</c> (RFC 7643 §7).</summary>
internal sealed class ListSchemas(EnvironmentDocuments environment)
{
    public Task Handle(HttpContext context) => environment.Write(context, static (documents, baseUrl) => documents.Schemas(baseUrl));
}
