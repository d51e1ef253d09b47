using Scim.Api.Http;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;

namespace Scim.Api.Groups;

/// <summary><c>POST /Groups</c> (RFC 7644 §3.3): the tenant takes up a role (rules G2 to G5).</summary>
internal sealed class CreateGroup(IGrainFactory grains)
{
    public async Task Handle(HttpContext context)
    {
        var scope = context.Scope();
        var selection = GroupAnswer.Selection(context.Request);
        var body = await RequestBody.Read(context.Request, RequestBody.GroupLimit);
        var outcome = await grains.GroupDirectory().Create(scope.Tenant, new WriteRequest(body, scope.TokenId));
        await GroupAnswer.WriteWhole(context, StatusCodes.Status201Created, grains, outcome, selection);
    }
}
