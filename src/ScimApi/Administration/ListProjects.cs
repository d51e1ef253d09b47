using Scim.Grains.Interfaces.Keys;

namespace Scim.Api.Administration;

/// <summary><c>GET /api/v1/projects</c>.</summary>
internal sealed class ListProjects(IGrainFactory grains)
{
    public async Task Handle(HttpContext context)
    {
        var window = PageWindow.Read(context.Request);
        var outcome = await grains.ProjectDirectory().ListProjects(window.Offset, window.Limit);
        await AdministrationRequest.Ok(
            context, outcome, page => ListOf<NamedResponse>.Of(page, window, NamedResponse.Of), AdministrationJson.Default.ListOfNamedResponse);
    }
}
