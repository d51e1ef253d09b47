using Scim.Api.Http;
using Scim.Api.Schemas;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Users;

namespace Scim.Api.Users;

/// <summary><c>GET /Users/{id}</c> (RFC 7644 §3.4.1).</summary>
internal sealed class GetUser(IGrainFactory grains, ICommittedUsers? committed, SchemaViews schemas)
{
    public async Task Handle(HttpContext context)
    {
        var scope = context.Scope();
        var id = context.Id();
        var wanted = await schemas.Wanted(context);
        if (committed?.Find(new MembershipKey(scope.Tenant, id)) is { } user)
        {
            await UserAnswer.WriteRead(context, user, wanted);
            return;
        }

        var outcome = await Repeat.IdempotentOutcome((grains, scope.Tenant, id), static s => s.grains.UserDirectory().Get(s.Tenant, s.id));
        await UserAnswer.WriteRead(context, outcome, wanted);
    }
}
