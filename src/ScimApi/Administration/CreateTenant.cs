namespace Scim.Api.Administration;

/// <summary><c>POST …/tenants</c>.</summary>
internal sealed class CreateTenant(IGrainFactory grains)
{
    public async Task Handle(HttpContext context)
    {
        var request = await AdministrationRequest.Read(context.Request, AdministrationJson.Default.NamedRequest);
        var key = AdministrationRequest.Required(request.Key, "key");
        await AdministrationRequest.InEnvironment(context, grains, async (_, environment) =>
        {
            var outcome = await environment.CreateTenant(key, request.Name ?? key);
            await AdministrationRequest.Created(context, outcome, tenant => tenant.Key, NamedResponse.Of, AdministrationJson.Default.NamedResponse);
        });
    }
}
