using Scim.Api.Http;
using Scim.Api.Schemas;

namespace Scim.Api.Groups;

/// <summary><c>PUT /Groups/{id}</c> (RFC 7644 §3.5.1, rule G12): 200 with the whole resource, which the RFC demands.</summary>
internal sealed class ReplaceGroup(IGrainFactory grains, GroupCalls groups, SchemaViews schemas)
{
    public async Task Handle(HttpContext context)
    {
        var scope = context.Scope();
        var id = context.Id();
        var wanted = await schemas.WantedOfGroups(context);
        var precondition = Preconditions.Of(context.Request);
        var body = await RequestBody.Read(context.Request, RequestBody.GroupLimit);
        var outcome = await groups.Replace(scope, id, body, precondition);
        await GroupAnswer.WriteWhole(context, StatusCodes.Status200OK, grains, outcome, wanted);
    }
}
