using Scim.Api.Http;
using Scim.Grains.Interfaces.Keys;

namespace Scim.Api.Administration;

/// <summary><c>PUT …/schemas/{urn}</c>: another form of an extension schema, refused where resources in use would not fit it.</summary>
internal sealed class ReplaceExtension(IGrainFactory grains)
{
    public async Task Handle(HttpContext context)
    {
        var draft = await ExtensionBody.Read(context.Request);
        await AdministrationRequest.InEnvironment(context, grains, async (key, _) =>
        {
            var urn = context.Route(Addresses.Urn);
            var outcome = await Repeat.IdempotentOutcome((grains, key, urn, draft), static s => s.grains.ExtensionSchemas().Replace(s.key, s.urn, s.draft));
            await AdministrationRequest.Ok(context, outcome, ExtensionResponse.Of, AdministrationJson.Default.ExtensionResponse);
        });
    }
}
