using Scim.Api.Http;
using Scim.Grains.Interfaces.Keys;

namespace Scim.Api.Administration;

/// <summary><c>GET /api/v1/projects/{project}</c>.</summary>
internal sealed class GetProject(IGrainFactory grains)
{
    public async Task Handle(HttpContext context)
    {
        var outcome = await grains.ProjectDirectory().GetProject(context.Route(Addresses.Project));
        await AdministrationRequest.Ok(context, outcome, NamedResponse.Of, AdministrationJson.Default.NamedResponse);
    }
}
