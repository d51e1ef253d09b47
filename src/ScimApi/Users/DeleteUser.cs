using Scim.Api.Http;
using Scim.Grains.Interfaces.Keys;

namespace Scim.Api.Users;

/// <summary><c>DELETE /Users/{id}</c> (RFC 7644 §3.6, rule U7).</summary>
internal sealed class DeleteUser(IGrainFactory grains)
{
    public async Task Handle(HttpContext context)
    {
        var scope = context.Scope();
        var user = new UserKey(scope.Tenant.Environment, context.Id());
        var outcome = await Repeat.IdempotentOutcome((grains, user, scope), static s => s.grains.User(s.user).Delete(s.scope.Tenant, s.scope.TokenId));
        await Answer.WriteDone(context, outcome);
    }
}
