namespace Scim.Api.Administration;

/// <summary><c>GET …/tenants</c>.</summary>
internal sealed class ListTenants(IGrainFactory grains)
{
    public Task Handle(HttpContext context) => AdministrationRequest.InEnvironment(context, grains, async (_, environment) =>
    {
        var window = PageWindow.Read(context.Request);
        var outcome = await environment.ListTenants(window.Offset, window.Limit);
        await AdministrationRequest.Ok(
            context, outcome, page => ListOf<NamedResponse>.Of(page, window, NamedResponse.Of), AdministrationJson.Default.ListOfNamedResponse);
    });
}
