using Scim.Api.Http;
using Scim.Grains.Interfaces.Keys;

namespace Scim.Api.Administration;

/// <summary><c>POST …/environments</c> of a project; its tenant <c>default</c> comes with it.</summary>
internal sealed class CreateEnvironment(IGrainFactory grains)
{
    public async Task Handle(HttpContext context)
    {
        var request = await AdministrationRequest.Read(context.Request, AdministrationJson.Default.NamedRequest);
        var key = AdministrationRequest.Required(request.Key, "key");
        var outcome = await grains.ProjectDirectory().CreateEnvironment(context.Route(Addresses.Project), key, request.Name ?? key);
        await AdministrationRequest.Created(
            context, outcome, environment => environment.Key, NamedResponse.Of, AdministrationJson.Default.NamedResponse);
    }
}
