using Scim.Grains.Interfaces.Keys;

namespace Scim.Api.Administration;

/// <summary><c>POST /api/v1/projects</c>.</summary>
internal sealed class CreateProject(IGrainFactory grains)
{
    public async Task Handle(HttpContext context)
    {
        var request = await AdministrationRequest.Read(context.Request, AdministrationJson.Default.NamedRequest);
        var key = AdministrationRequest.Required(request.Key, "key");
        var outcome = await grains.ProjectDirectory().CreateProject(key, request.Name ?? key);
        await AdministrationRequest.Created(context, outcome, project => project.Key, NamedResponse.Of, AdministrationJson.Default.NamedResponse);
    }
}
