using Scim.Api.Http;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;

namespace Scim.Api.Groups;

/// <summary><c>PUT /Groups/{id}</c> (RFC 7644 §3.5.1, rule G12): 200 with the whole resource, which the RFC demands.</summary>
internal sealed class ReplaceGroup(IGrainFactory grains)
{
    public async Task Handle(HttpContext context)
    {
        var scope = context.Scope();
        var group = new GroupKey(scope.Tenant, context.Id());
        var selection = GroupAnswer.Selection(context.Request);
        var request = new WriteRequest(await RequestBody.Read(context.Request, RequestBody.GroupLimit), scope.TokenId);
        var outcome = await Repeat.IdempotentOutcome((grains, group, request), static s => s.grains.Group(s.group).Replace(s.request));
        await GroupAnswer.WriteWhole(context, StatusCodes.Status200OK, grains, outcome, selection);
    }
}
