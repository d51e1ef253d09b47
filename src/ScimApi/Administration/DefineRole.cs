namespace Scim.Api.Administration;

/// <summary><c>POST …/roles</c>: a role that every tenant holds without a POST of its own (semantics §4).</summary>
internal sealed class DefineRole(IGrainFactory grains)
{
    public async Task Handle(HttpContext context)
    {
        var request = await AdministrationRequest.Read(context.Request, AdministrationJson.Default.RoleRequest);
        var displayName = AdministrationRequest.Required(request.DisplayName, "displayName");
        await AdministrationRequest.InEnvironment(context, grains, async (_, environment) =>
        {
            var outcome = await environment.DefineRole(displayName);
            await AdministrationRequest.Created(context, outcome, role => role.Key, RoleResponse.Of, AdministrationJson.Default.RoleResponse);
        });
    }
}
