using Scim.Api.Http;

namespace Scim.Api.Discovery;

/// <summary><c>GET /Schemas/{urn}</c>.</summary>
internal sealed class GetSchema(EnvironmentDocuments environment)
{
    public Task Handle(HttpContext context) => environment.Write(context, (documents, baseUrl) => documents.Schema((string)context.Request.RouteValues[Addresses.Id]!, baseUrl));
}
