using Scim.Api.Http;
using Scim.Grains.Interfaces.Keys;

namespace Scim.Api.Administration;

/// <summary><c>GET …/environments/{environment}</c>.</summary>
internal sealed class GetEnvironment(IGrainFactory grains)
{
    public async Task Handle(HttpContext context)
    {
        var outcome = await grains.ProjectDirectory().GetEnvironment(context.Route(Addresses.Project), context.Route(Addresses.Environment));
        await AdministrationRequest.Ok(context, outcome, NamedResponse.Of, AdministrationJson.Default.NamedResponse);
    }
}
