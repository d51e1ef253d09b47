using Scim.Api.Http;
using Scim.Api.Schemas;

namespace Scim.Api.Groups;

/// <summary><c>POST /Groups</c> (RFC 7644 §3.3): the tenant takes up a role (rules G2 to G5).</summary>
internal sealed class CreateGroup(IGrainFactory grains, GroupCalls groups, SchemaViews schemas)
{
    public async Task Handle(HttpContext context)
    {
        var scope = context.Scope();
        var wanted = await schemas.WantedOfGroups(context);
        Preconditions.CheckCreation(context.Request);
        var body = await RequestBody.Read(context.Request, RequestBody.GroupLimit);
        var outcome = await groups.Create(scope, body);
        await GroupAnswer.WriteWhole(context, StatusCodes.Status201Created, grains, outcome, wanted);
    }
}
