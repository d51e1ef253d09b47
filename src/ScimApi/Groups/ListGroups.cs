using Scim.Api.Errors;
using Scim.Api.Http;
using Scim.Api.Queries;
using Scim.Api.Schemas;
using Scim.Grains.Interfaces.Keys;

namespace Scim.Api.Groups;

/// <summary><c>GET /Groups</c> (RFC 7644 §3.4.2) and <c>POST /Groups/.search</c> (§3.4.3). Members that the client does not want are not read.</summary>
internal sealed class ListGroups(IGrainFactory grains, SchemaViews schemas)
{
    public Task Handle(HttpContext context) => Handle(context, QueryParameters.Read(context.Request));

    public async Task Search(HttpContext context) => await Handle(context, await SearchBody.Read(context.Request));

    private async Task Handle(HttpContext context, QueryParameters query)
    {
        var scope = context.Scope();
        var wanted = await schemas.WantedOfGroups(context, query);
        var request = query.ToRequest(GroupAnswer.WantsMembers(wanted), scope.Profile);
        var outcome = await Repeat.IdempotentOutcome((grains, scope.Tenant, request), static s => s.grains.GroupDirectory().List(s.Tenant, s.request));
        await (outcome.IsRefused
            ? ErrorAnswer.Write(context, outcome.Refusal)
            : GroupAnswer.WriteList(context, outcome.Value, query, wanted));
    }
}
