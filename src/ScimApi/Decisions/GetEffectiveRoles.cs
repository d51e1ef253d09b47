using Scim.Api.Administration;
using Scim.Api.Errors;
using Scim.Api.Http;
using Scim.Grains.Interfaces.Keys;

namespace Scim.Api.Decisions;

/// <summary><c>GET …/tenants/{tenant}/users/{id}/roles</c>: the decision query (rule U6).</summary>
internal sealed class GetEffectiveRoles(IGrainFactory grains)
{
    public Task Handle(HttpContext context) => AdministrationRequest.InEnvironment(context, grains, async (key, environment) =>
    {
        var user = context.Id();
        var tenant = await environment.GetTenant(context.Route(Addresses.Tenant));
        if (tenant.IsRefused)
        {
            await ErrorAnswer.Write(context, tenant.Refusal);
            return;
        }

        var membership = new MembershipKey(new TenantKey(key, tenant.Value.Key), user);
        var outcome = await Repeat.IdempotentOutcome((grains, membership), static s => s.grains.Membership(s.membership).EffectiveRoles());
        await AdministrationRequest.Ok(context, outcome, EffectiveRolesResponse.Of, AdministrationJson.Default.EffectiveRolesResponse);
    });
}
