using Scim.Api.Http;
using Scim.Api.Schemas;

namespace Scim.Api.Users;

/// <summary><c>PUT /Users/{id}</c> (RFC 7644 §3.5.1).</summary>
internal sealed class ReplaceUser(UserCalls users, SchemaViews schemas)
{
    public Task Handle(HttpContext context) => Handle(context, context.Id());

    public async Task Handle(HttpContext context, Guid id)
    {
        var scope = context.Scope();
        var wanted = await schemas.WantedOfUsers(context);
        var precondition = Preconditions.Of(context.Request);
        var body = await RequestBody.Read(context.Request, RequestBody.Limit);
        var outcome = await users.Replace(scope, id, body, precondition);
        await UserAnswer.Write(context, StatusCodes.Status200OK, outcome, wanted);
    }
}
