using Scim.Api.Errors;
using Scim.Api.Groups;
using Scim.Api.Http;
using Scim.Api.Schemas;
using Scim.Api.Users;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Queries;
using Scim.Grains.Interfaces.Results;
using Scim.Protocol.Projection;

namespace Scim.Api.Queries;

/// <summary><c>GET</c> of a base (RFC 7644 §3.4.2.1) and <c>POST /.search</c> (§3.4.3): over users and groups.</summary>
internal sealed class ListResources(IGrainFactory grains, SchemaViews schemas)
{
    public Task Handle(HttpContext context) => Handle(context, QueryParameters.Read(context.Request));

    public async Task Search(HttpContext context) => await Handle(context, await SearchBody.Read(context.Request));

    private async Task Handle(HttpContext context, QueryParameters query)
    {
        var (users, groups) = (await schemas.WantedOfUsers(context, query), await schemas.WantedOfGroups(context, query));
        var request = query.ToRequest(GroupAnswer.WantsMembers(groups), context.Scope().Profile);
        var outcome = await Repeat.IdempotentOutcome((grains, context.Scope().Tenant, request), static s => s.grains.ResourceDirectory().List(s.Tenant, s.request));
        await (outcome.IsRefused
            ? ErrorAnswer.Write(context, outcome.Refusal)
            : Write(context, outcome.Value, query, await users.For(VersionOfUsers(outcome.Value)), await groups.For(VersionOfGroups(outcome.Value))));
    }

    private static long VersionOfUsers(Page<FoundResource> page) => page.Items.FirstOrDefault(found => found.User is not null)?.User!.SchemasVersion ?? 0;

    private static long VersionOfGroups(Page<FoundResource> page) => page.Items.FirstOrDefault(found => found.Group?.Extensions is not null)?.Group!.SchemasVersion ?? 0;

    private static async Task Write(HttpContext context, Page<FoundResource> page, QueryParameters query, AttributeSelection users, AttributeSelection groups)
    {
        var baseUrl = context.Scope().BaseUrl;
        using var body = new PooledBuffer();
        var list = ListAnswer.Begin(body, page, query);
        foreach (var found in page.Items)
        {
            list.Next();
            if (found.User is { } user)
            {
                UserAnswer.WriteResource(body, user, baseUrl, users);
            }
            else
            {
                GroupAnswer.WriteResource(body, found.Group!, baseUrl, groups);
            }
        }

        list.End();
        await Answer.Write(context, StatusCodes.Status200OK, Answer.ScimMediaType, body);
    }
}
