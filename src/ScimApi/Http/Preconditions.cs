using Microsoft.Extensions.Primitives;
using Scim.Api.Errors;
using Scim.Grains.Interfaces.Results;
using Scim.Protocol.Errors;
using Scim.Protocol.Projection;
using Scim.Protocol.Versions;

namespace Scim.Api.Http;

/// <summary>
/// <c>If-Match</c> and <c>If-None-Match</c> (RFC 7644 §3.14, RFC 9110 §13). A request without them costs two looks at its headers. Lists and discovery documents have no entity tag
/// of their own and ignore both.
/// </summary>
internal static class Preconditions
{
    /// <summary>What a change is to be held to; null for most requests.</summary>
    /// <exception cref="ScimException"><see cref="Refusals.PreconditionSyntax"/>.</exception>
    public static Precondition? Of(HttpRequest request) => AreSent(request) ? Of(Text(request.Headers.IfMatch), Text(request.Headers.IfNoneMatch)) : null;

    /// <summary>The <c>version</c> of a bulk operation is what <c>If-Match</c> is to a request (RFC 7644 §3.7).</summary>
    /// <exception cref="ScimException"><see cref="Refusals.PreconditionSyntax"/>.</exception>
    public static Precondition? OfVersion(string? version) => version is null ? null : Of(version, null);

    /// <summary>For a POST: what it creates has no version yet.</summary>
    /// <exception cref="ScimException"><see cref="Refusals.PreconditionSyntax"/>, <see cref="Refusals.PreconditionFailed"/>.</exception>
    public static void CheckCreation(HttpRequest request)
    {
        if (Of(request) is { } precondition)
        {
            VersionCondition.Parse(precondition.Match, precondition.NoneMatch).RequireForCreation();
        }
    }

    /// <summary>Whether a request has any.</summary>
    public static bool AreSent(HttpRequest request) => request.Headers.IfMatch.Count > 0 || request.Headers.IfNoneMatch.Count > 0;

    /// <summary>For a GET with preconditions: answers 412 or 304 if they ask for it.</summary>
    /// <returns>False when the resource is to be sent.</returns>
    /// <exception cref="ScimException"><see cref="Refusals.PreconditionSyntax"/>.</exception>
    public static bool TryAnswer(HttpContext context, in ResourceEnvelope envelope, out Task answer)
    {
        var headers = context.Request.Headers;
        var condition = VersionCondition.Parse(Text(headers.IfMatch), Text(headers.IfNoneMatch));
        if (condition.Match?.Match(envelope.Version) == false)
        {
            answer = ErrorAnswer.Write(context, VersionCondition.Failed(envelope.Version).Error);
            return true;
        }

        answer = Task.CompletedTask;
        if (condition.NoneMatch?.Match(envelope.Version) != true)
        {
            return false;
        }

        Answer.Describe(context.Response, envelope);
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    private static Precondition Of(string? match, string? noneMatch)
    {
        // Refused here, before the body is read; decided where the change is.
        _ = VersionCondition.Parse(match, noneMatch);
        return new Precondition(match, noneMatch);
    }

    // Several lines of a header are one list (RFC 9110 §5.3).
    private static string? Text(StringValues lines) => lines.Count == 0 ? null : lines.ToString();
}
