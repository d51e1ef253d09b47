using Scim.Api.Errors;
using Scim.Api.Http;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;

namespace Scim.Api.Groups;

/// <summary><c>GET /Groups</c> (RFC 7644 §3.4.2). Members that the client does not want are not read.</summary>
internal sealed class ListGroups(IGrainFactory grains)
{
    public async Task Handle(HttpContext context)
    {
        var scope = context.Scope();
        var query = QueryParameters.Read(context.Request);
        var selection = GroupAnswer.Selection(query);
        var request = new ListRequest(query.Filter, query.StartIndex, query.Count, GroupAnswer.WantsMembers(selection));
        var outcome = await Repeat.IdempotentOutcome((grains, scope.Tenant, request), static s => s.grains.GroupDirectory().List(s.Tenant, s.request));
        await (outcome.IsRefused
            ? ErrorAnswer.Write(context, outcome.Refusal)
            : GroupAnswer.WriteList(context, outcome.Value, query.StartIndex, selection));
    }
}
