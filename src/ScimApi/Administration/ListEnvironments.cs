using Scim.Api.Http;
using Scim.Grains.Interfaces.Keys;

namespace Scim.Api.Administration;

/// <summary><c>GET …/environments</c> of a project.</summary>
internal sealed class ListEnvironments(IGrainFactory grains)
{
    public async Task Handle(HttpContext context)
    {
        var window = PageWindow.Read(context.Request);
        var outcome = await grains.ProjectDirectory().ListEnvironments(context.Route(Addresses.Project), window.Offset, window.Limit);
        await AdministrationRequest.Ok(
            context, outcome, page => ListOf<NamedResponse>.Of(page, window, NamedResponse.Of), AdministrationJson.Default.ListOfNamedResponse);
    }
}
