namespace Scim.Api.Administration;

/// <summary><c>GET …/roles</c>.</summary>
internal sealed class ListRoles(IGrainFactory grains)
{
    public Task Handle(HttpContext context) => AdministrationRequest.InEnvironment(context, grains, async (_, environment) =>
    {
        var window = PageWindow.Read(context.Request);
        var outcome = await environment.ListRoles(window.Offset, window.Limit);
        await AdministrationRequest.Ok(
            context, outcome, page => ListOf<RoleResponse>.Of(page, window, RoleResponse.Of), AdministrationJson.Default.ListOfRoleResponse);
    });
}
