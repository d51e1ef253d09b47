using Scim.Api.Http;
using Scim.Api.Schemas;

namespace Scim.Api.Users;

/// <summary><c>PATCH /Users/{id}</c> (RFC 7644 §3.5.2): 200 with the resource.</summary>
internal sealed class PatchUser(UserCalls users, SchemaViews schemas)
{
    public Task Handle(HttpContext context) => Handle(context, context.Id());

    public async Task Handle(HttpContext context, Guid id)
    {
        var scope = context.Scope();
        var wanted = await schemas.WantedOfUsers(context);
        var precondition = Preconditions.Of(context.Request);
        var body = await RequestBody.Read(context.Request, RequestBody.Limit);
        var outcome = await users.Patch(scope, id, body, precondition);
        await UserAnswer.Write(context, StatusCodes.Status200OK, outcome, wanted);
    }
}
