using Scim.Api.Http;
using Scim.Api.Schemas;

namespace Scim.Api.Users;

/// <summary><c>POST /Users</c> (RFC 7644 §3.3).</summary>
internal sealed class CreateUser(UserCalls users, SchemaViews schemas)
{
    public async Task Handle(HttpContext context)
    {
        var scope = context.Scope();
        var wanted = await schemas.WantedOfUsers(context);
        Preconditions.CheckCreation(context.Request);
        var body = await RequestBody.Read(context.Request, RequestBody.Limit);
        var outcome = await users.Create(scope, body);
        await UserAnswer.Write(context, StatusCodes.Status201Created, outcome, wanted);
    }
}
