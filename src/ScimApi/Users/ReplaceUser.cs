using Scim.Api.Http;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;

namespace Scim.Api.Users;

/// <summary><c>PUT /Users/{id}</c> (RFC 7644 §3.5.1).</summary>
internal sealed class ReplaceUser(IGrainFactory grains)
{
    public async Task Handle(HttpContext context)
    {
        var scope = context.Scope();
        var user = new UserKey(scope.Tenant.Environment, context.Id());
        var selection = UserAnswer.Selection(context.Request);
        var request = new WriteRequest(await RequestBody.Read(context.Request, RequestBody.Limit), scope.TokenId);
        var outcome = await Repeat.IdempotentOutcome(
            (grains, user, scope.Tenant, request), static s => s.grains.User(s.user).Replace(s.Tenant, s.request));
        await UserAnswer.Write(context, StatusCodes.Status200OK, outcome, selection);
    }
}
