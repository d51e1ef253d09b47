using Scim.Api.Errors;
using Scim.Api.Http;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Users;

namespace Scim.Api.Users;

/// <summary><c>GET /Users</c> (RFC 7644 §3.4.2).</summary>
internal sealed class ListUsers(IGrainFactory grains, ICommittedUsers? committed)
{
    public async Task Handle(HttpContext context)
    {
        var scope = context.Scope();
        var query = QueryParameters.Read(context.Request);
        var selection = UserAnswer.Selection(query);
        var request = new ListRequest(query.Filter, query.StartIndex, query.Count, WithMembers: false);
        if (committed?.LookUp(scope.Tenant, request) is { } found)
        {
            await UserAnswer.WriteList(context, found, query.StartIndex, selection);
            return;
        }

        var outcome = await Repeat.IdempotentOutcome((grains, scope.Tenant, request), static s => s.grains.UserDirectory().List(s.Tenant, s.request));
        await (outcome.IsRefused
            ? ErrorAnswer.Write(context, outcome.Refusal)
            : UserAnswer.WriteList(context, outcome.Value, query.StartIndex, selection));
    }
}
