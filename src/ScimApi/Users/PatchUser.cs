using Scim.Api.Http;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;

namespace Scim.Api.Users;

/// <summary><c>PATCH /Users/{id}</c> (RFC 7644 §3.5.2): 200 with the resource.</summary>
internal sealed class PatchUser(IGrainFactory grains)
{
    public async Task Handle(HttpContext context)
    {
        var scope = context.Scope();
        var user = new UserKey(scope.Tenant.Environment, context.Id());
        var selection = UserAnswer.Selection(context.Request);
        var body = await RequestBody.Read(context.Request, RequestBody.Limit);
        var outcome = await grains.User(user).Patch(scope.Tenant, new WriteRequest(body, scope.TokenId));
        await UserAnswer.Write(context, StatusCodes.Status200OK, outcome, selection);
    }
}
