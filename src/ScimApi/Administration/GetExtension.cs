using Scim.Api.Errors;
using Scim.Api.Http;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Schemas;
using Scim.Protocol.Errors;

namespace Scim.Api.Administration;

/// <summary><c>GET …/schemas/{urn}</c>.</summary>
internal sealed class GetExtension(IGrainFactory grains)
{
    public Task Handle(HttpContext context) => AdministrationRequest.InEnvironment(context, grains, async (key, _) =>
    {
        var urn = context.Route(Addresses.Urn);
        var outcome = await grains.ExtensionSchemas().Load(key);
        var found = outcome.Value?.Extensions.FirstOrDefault(extension => string.Equals(extension.Urn, urn, StringComparison.OrdinalIgnoreCase));
        await (outcome.IsRefused ? ErrorAnswer.Write(context, outcome.Refusal)
            : found is null ? ErrorAnswer.Write(context, new ScimError(Refusals.SchemaMissing, "The environment has added no schema of this URN."))
            : AdministrationRequest.Ok(context, (Outcome<ExtensionSchema>)found, ExtensionResponse.Of, AdministrationJson.Default.ExtensionResponse));
    });
}
