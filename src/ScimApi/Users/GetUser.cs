using Scim.Api.Errors;
using Scim.Api.Http;
using Scim.Api.Schemas;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Users;
using Scim.Protocol.Errors;
using Scim.Protocol.Resources;

namespace Scim.Api.Users;

/// <summary><c>GET /Users/{id}</c> (RFC 7644 §3.4.1).</summary>
internal sealed class GetUser(IGrainFactory grains, ICommittedUsers? committed, SchemaViews schemas)
{
    public async Task Handle(HttpContext context)
    {
        var id = context.Id();
        var wanted = await schemas.WantedOfUsers(context);
        await UserAnswer.WriteRead(context, await Read(context.Scope().Tenant, id), wanted);
    }

    /// <summary>For the token that stands for the user: nothing while the user is not active (rule U6).</summary>
    public async Task HandleOwn(HttpContext context, Guid id)
    {
        var wanted = await schemas.WantedOfUsers(context);
        var outcome = await Read(context.Scope().Tenant, id);
        await (outcome.IsRefused || ActiveState.IsActive(outcome.Value.Profile)
            ? UserAnswer.WriteRead(context, outcome, wanted)
            : ErrorAnswer.Write(context, new ScimError(Refusals.UserInactive, "The user that the token stands for is not active.")));
    }

    private ValueTask<Outcome<UserResource>> Read(TenantKey tenant, Guid id) =>
        committed?.Find(new MembershipKey(tenant, id)) is { } user
            ? new(user)
            : new(Repeat.IdempotentOutcome((grains, tenant, id), static s => s.grains.UserDirectory().Get(s.tenant, s.id)));
}
