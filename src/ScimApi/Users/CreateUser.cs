using Scim.Api.Http;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;

namespace Scim.Api.Users;

/// <summary><c>POST /Users</c> (RFC 7644 §3.3).</summary>
internal sealed class CreateUser(IGrainFactory grains)
{
    public async Task Handle(HttpContext context)
    {
        var scope = context.Scope();
        var selection = UserAnswer.Selection(context.Request);
        var body = await RequestBody.Read(context.Request, RequestBody.Limit);
        var outcome = await grains.UserDirectory().Create(scope.Tenant, new WriteRequest(body, scope.TokenId));
        await UserAnswer.Write(context, StatusCodes.Status201Created, outcome, selection);
    }
}
