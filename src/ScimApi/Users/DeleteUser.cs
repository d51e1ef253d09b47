using Scim.Api.Http;

namespace Scim.Api.Users;

/// <summary><c>DELETE /Users/{id}</c> (RFC 7644 §3.6, rule U7).</summary>
internal sealed class DeleteUser(UserCalls users)
{
    public Task Handle(HttpContext context) => Handle(context, context.Id());

    public async Task Handle(HttpContext context, Guid id)
    {
        var outcome = await users.Delete(context.Scope(), id, Preconditions.Of(context.Request));
        await Answer.WriteDone(context, outcome);
    }
}
