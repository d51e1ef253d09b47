using Scim.Grains.Interfaces.Keys;

namespace Scim.Api.Administration;

/// <summary><c>POST …/schemas</c>: an extension schema, for this environment alone.</summary>
internal sealed class AddExtension(IGrainFactory grains)
{
    public async Task Handle(HttpContext context)
    {
        var draft = await ExtensionBody.Read(context.Request);
        await AdministrationRequest.InEnvironment(context, grains, async (key, _) =>
        {
            var outcome = await grains.ExtensionSchemas().Add(key, draft);
            await AdministrationRequest.Created(
                context, outcome, extension => extension.Urn, ExtensionResponse.Of, AdministrationJson.Default.ExtensionResponse);
        });
    }
}
