using Scim.Api.Http;
using Scim.Grains.Interfaces.Keys;

namespace Scim.Api.Administration;

/// <summary><c>DELETE …/schemas/{urn}</c>: refused while resources have data of the extension.</summary>
internal sealed class RemoveExtension(IGrainFactory grains)
{
    public Task Handle(HttpContext context) => AdministrationRequest.InEnvironment(context, grains, async (key, _) =>
        await Answer.WriteDone(context, await grains.ExtensionSchemas().Remove(key, context.Route(Addresses.Urn))));
}
