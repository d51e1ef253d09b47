using Scim.Api.Http;

namespace Scim.Api.Groups;

/// <summary><c>DELETE /Groups/{id}</c> (RFC 7644 §3.6, rule G8).</summary>
internal sealed class DeleteGroup(GroupCalls groups)
{
    public async Task Handle(HttpContext context)
    {
        var outcome = await groups.Delete(context.Scope(), context.Id(), Preconditions.Of(context.Request));
        await Answer.WriteDone(context, outcome);
    }
}
