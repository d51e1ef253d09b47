using Scim.Api.Errors;
using Scim.Api.Http;
using Scim.Api.Schemas;
using Scim.Protocol.Discovery;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;

namespace Scim.Api.Discovery;

/// <summary>The discovery documents of the request's environment.</summary>
internal sealed class EnvironmentDocuments(SchemaViews schemas)
{
    private static readonly ServiceProviderFeatures Features = new();
    private static readonly DiscoveryDocuments Core = new(SchemaCatalog.Core, Features);

    /// <summary>A document, or the refusals that all discovery endpoints share.</summary>
    public async Task Write(HttpContext context, Func<DiscoveryDocuments, string, byte[]?> document)
    {
        if (QueryParameters.Read(context.Request).Filter is not null)
        {
            await ErrorAnswer.Write(context, new ScimError(Refusals.DiscoveryFilter, "A discovery endpoint cannot be filtered (RFC 7644 §4)."));
            return;
        }

        var scope = context.Scope();
        var catalog = await schemas.Of(scope.Tenant.Environment);
        var documents = ReferenceEquals(catalog, SchemaCatalog.Core) ? Core : new DiscoveryDocuments(catalog, Features);
        await (document(documents, scope.BaseUrl) is { } body
            ? Answer.Write(context, StatusCodes.Status200OK, Answer.ScimMediaType, body)
            : ErrorAnswer.Write(context, new ScimError(Refusals.UnknownResource, "There is nothing of this id.")));
    }
}
