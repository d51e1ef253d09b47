using Scim.Api.Http;
using Scim.Grains.Interfaces.Keys;

namespace Scim.Api.Groups;

/// <summary><c>DELETE /Groups/{id}</c> (RFC 7644 §3.6, rule G8).</summary>
internal sealed class DeleteGroup(IGrainFactory grains)
{
    public async Task Handle(HttpContext context)
    {
        var scope = context.Scope();
        var group = new GroupKey(scope.Tenant, context.Id());
        var outcome = await Repeat.IdempotentOutcome((grains, group, scope), static s => s.grains.Group(s.group).Delete(s.scope.TokenId));
        await Answer.WriteDone(context, outcome);
    }
}
