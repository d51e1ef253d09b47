using Scim.Api.Errors;
using Scim.Api.Http;
using Scim.Api.Queries;
using Scim.Api.Schemas;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Users;

namespace Scim.Api.Users;

/// <summary><c>GET /Users</c> (RFC 7644 §3.4.2) and <c>POST /Users/.search</c> (§3.4.3).</summary>
internal sealed class ListUsers(IGrainFactory grains, ICommittedUsers? committed, SchemaViews schemas)
{
    public Task Handle(HttpContext context) => Handle(context, QueryParameters.Read(context.Request));

    public async Task Search(HttpContext context) => await Handle(context, await SearchBody.Read(context.Request));

    private async Task Handle(HttpContext context, QueryParameters query)
    {
        var scope = context.Scope();
        var wanted = await schemas.WantedOfUsers(context, query);
        var request = query.ToRequest(withMembers: false, scope.Profile);
        if (request.IsPlain && committed?.LookUp(scope.Tenant, request) is { } found)
        {
            await UserAnswer.WriteList(context, found, query, wanted);
            return;
        }

        var outcome = await Repeat.IdempotentOutcome((grains, scope.Tenant, request), static s => s.grains.UserDirectory().List(s.Tenant, s.request));
        await (outcome.IsRefused
            ? ErrorAnswer.Write(context, outcome.Refusal)
            : UserAnswer.WriteList(context, outcome.Value, query, wanted));
    }
}
