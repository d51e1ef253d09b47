using Scim.Api.Http;

namespace Scim.Api.Administration;

/// <summary><c>GET …/tenants/{tenant}</c>.</summary>
internal sealed class GetTenant(IGrainFactory grains)
{
    public Task Handle(HttpContext context) => AdministrationRequest.InEnvironment(context, grains, async (_, environment) =>
    {
        var outcome = await environment.GetTenant(context.Route(Addresses.Tenant));
        await AdministrationRequest.Ok(context, outcome, NamedResponse.Of, AdministrationJson.Default.NamedResponse);
    });
}
