using Scim.Api.Errors;
using Scim.Api.Http;
using Scim.Api.Queries;
using Scim.Api.Schemas;
using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Protocol.Projection;
using Scim.Protocol.Schemas;

namespace Scim.Api.Groups;

/// <summary>Renders groups as one tenant sees them (rule G6), under the base that the request came through.</summary>
internal static class GroupAnswer
{
    // Of the type the envelope needs the id and the endpoint, which no extension changes.
    private static readonly ResourceType Type = SchemaCatalog.Core.Group;

    public static bool WantsMembers(WantedAttributes wanted) => wanted.Selection.Shows("members");

    public static Task<Outcome<GroupResource>> Read(IGrainFactory grains, GroupKey group, WantedAttributes wanted) =>
        Repeat.IdempotentOutcome((grains, group, members: WantsMembers(wanted)), static s => s.grains.GroupDirectory().Get(s.group, s.members));

    /// <summary>The answer to a GET: nothing of a version that the client has.</summary>
    public static Task WriteRead(HttpContext context, Outcome<GroupResource> outcome, WantedAttributes wanted) =>
        Preconditions.AreSent(context.Request) && !outcome.IsRefused && Preconditions.TryAnswer(context, Envelope(outcome.Value, context.Scope().BaseUrl), out var answer)
            ? answer
            : Write(context, StatusCodes.Status200OK, outcome, wanted);

    public static async Task Write(HttpContext context, int status, Outcome<GroupResource> outcome, WantedAttributes wanted)
    {
        if (outcome.IsRefused)
        {
            await ErrorAnswer.Write(context, outcome.Refusal);
            return;
        }

        var envelope = Envelope(outcome.Value, context.Scope().BaseUrl);
        Answer.Describe(context.Response, envelope);
        using var body = new PooledBuffer(4096 + ((outcome.Value.Members?.Count ?? 0) * 256));
        WriteResource(body, outcome.Value, envelope, await wanted.For(outcome.Value.SchemasVersion));
        await Answer.Write(context, status, Answer.ScimMediaType, body);
    }

    /// <summary>Writes the answer to a change: with the members read afterwards where the change did not bring them and the client wants them.</summary>
    public static async Task WriteWhole(HttpContext context, int status, IGrainFactory grains, Outcome<GroupResource> outcome, WantedAttributes wanted)
    {
        if (outcome.Value is { Members: null } changed && WantsMembers(wanted))
        {
            var read = changed.MemberCount == 0
                ? changed with { Members = MemberList.Empty }
                : await Read(grains, new GroupKey(context.Scope().Tenant, changed.Id), wanted);
            outcome = read;
        }

        await Write(context, status, outcome, wanted);
    }

    /// <summary>204 to a change of a large group: version and location without the resource.</summary>
    public static Task WriteNothing(HttpContext context, GroupResource group)
    {
        var envelope = Envelope(group, context.Scope().BaseUrl);
        context.Response.Headers.Location = envelope.Location;
        context.Response.Headers.ETag = envelope.ETag;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    public static async Task WriteList(HttpContext context, Page<GroupResource> page, QueryParameters query, WantedAttributes wanted)
    {
        var selection = await wanted.For(page.Items.FirstOrDefault(group => group.Extensions is not null)?.SchemasVersion ?? 0);
        var baseUrl = context.Scope().BaseUrl;
        using var body = new PooledBuffer();
        var list = ListAnswer.Begin(body, page, query);
        foreach (var group in page.Items)
        {
            list.Next();
            WriteResource(body, group, baseUrl, selection);
        }

        list.End();
        await Answer.Write(context, StatusCodes.Status200OK, Answer.ScimMediaType, body);
    }

    /// <summary>A group as an element of a list.</summary>
    public static void WriteResource(PooledBuffer body, GroupResource group, string baseUrl, AttributeSelection selection) =>
        WriteResource(body, group, Envelope(group, baseUrl), selection);

    private static void WriteResource(PooledBuffer body, GroupResource group, in ResourceEnvelope envelope, AttributeSelection selection) =>
        ResourceWriter.WriteGroup(body, selection, group.DisplayName, envelope, group.Members?.Packed, group.Extensions);

    public static ResourceEnvelope Envelope(GroupResource group, string baseUrl) =>
        new(Type, group.Id, group.ExternalId, group.Created, group.LastModified, group.VersionText, baseUrl);
}
