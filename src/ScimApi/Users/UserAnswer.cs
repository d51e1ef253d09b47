using Scim.Api.Errors;
using Scim.Api.Http;
using Scim.Api.Queries;
using Scim.Api.Schemas;
using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Users;
using Scim.Protocol.Projection;
using Scim.Protocol.Schemas;

namespace Scim.Api.Users;

/// <summary>Renders users as one tenant sees them, under the base that the request came through.</summary>
internal static class UserAnswer
{
    // Of the type the envelope needs the id and the endpoint, which no extension changes.
    private static readonly ResourceType Type = SchemaCatalog.Core.User;

    /// <summary>The answer to a GET: nothing of a version that the client has.</summary>
    public static Task WriteRead(HttpContext context, Outcome<UserResource> outcome, WantedAttributes wanted) =>
        Preconditions.AreSent(context.Request) && !outcome.IsRefused && Preconditions.TryAnswer(context, Envelope(outcome.Value, context.Scope().BaseUrl), out var answer)
            ? answer
            : Write(context, StatusCodes.Status200OK, outcome, wanted);

    public static async Task Write(HttpContext context, int status, Outcome<UserResource> outcome, WantedAttributes wanted)
    {
        if (outcome.IsRefused)
        {
            await ErrorAnswer.Write(context, outcome.Refusal);
            return;
        }

        var envelope = Envelope(outcome.Value, context.Scope().BaseUrl);
        Answer.Describe(context.Response, envelope);
        using var body = new PooledBuffer();
        WriteResource(body, outcome.Value, envelope, await wanted.For(outcome.Value.SchemasVersion));
        await Answer.Write(context, status, Answer.ScimMediaType, body);
    }

    public static async Task WriteList(HttpContext context, Page<UserResource> page, QueryParameters query, WantedAttributes wanted)
    {
        var selection = await wanted.For(page.Items.IsEmpty ? 0 : page.Items[0].SchemasVersion);
        var baseUrl = context.Scope().BaseUrl;
        using var body = new PooledBuffer();
        var list = ListAnswer.Begin(body, page, query);
        foreach (var user in page.Items)
        {
            list.Next();
            WriteResource(body, user, baseUrl, selection);
        }

        list.End();
        await Answer.Write(context, StatusCodes.Status200OK, Answer.ScimMediaType, body);
    }

    /// <summary>A user as an element of a list.</summary>
    public static void WriteResource(PooledBuffer body, UserResource user, string baseUrl, AttributeSelection selection) =>
        WriteResource(body, user, Envelope(user, baseUrl), selection);

    private static void WriteResource(PooledBuffer body, UserResource user, in ResourceEnvelope envelope, AttributeSelection selection)
    {
        var groups = user.Groups.IsDefaultOrEmpty ? [] : References(user.Groups.AsSpan());
        ResourceWriter.WriteUser(body, selection, user.Profile, envelope, groups);
    }

    public static ResourceEnvelope Envelope(UserResource user, string baseUrl) =>
        new(Type, user.Id, user.ExternalId, user.Created, user.LastModified, user.Version, baseUrl);

    private static GroupReference[] References(ReadOnlySpan<GroupName> groups)
    {
        var references = new GroupReference[groups.Length];
        for (var i = 0; i < groups.Length; i++)
        {
            references[i] = new GroupReference(groups[i].Id, groups[i].DisplayName);
        }

        return references;
    }
}
