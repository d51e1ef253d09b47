using Scim.Api.Errors;
using Scim.Api.Http;
using Scim.Api.Schemas;

namespace Scim.Api.Groups;

/// <summary><c>PATCH /Groups/{id}</c> (RFC 7644 §3.5.2, rule G12): 200 with the resource while it is small or parts of it are asked for, else 204.</summary>
internal sealed class PatchGroup(IGrainFactory grains, GroupCalls groups, SchemaViews schemas, int largestAnswer)
{
    public async Task Handle(HttpContext context)
    {
        var scope = context.Scope();
        var id = context.Id();
        var wanted = await schemas.WantedOfGroups(context);
        var precondition = Preconditions.Of(context.Request);
        var body = await RequestBody.Read(context.Request, RequestBody.GroupLimit);
        var outcome = await groups.Patch(scope, id, body, precondition);
        await (outcome.IsRefused ? ErrorAnswer.Write(context, outcome.Refusal)
            : outcome.Value.MemberCount > largestAnswer && wanted.Selection.IsDefault ? GroupAnswer.WriteNothing(context, outcome.Value)
            : GroupAnswer.WriteWhole(context, StatusCodes.Status200OK, grains, outcome, wanted));
    }
}
