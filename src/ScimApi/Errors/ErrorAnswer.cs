using Scim.Api.Http;
using Scim.Grains.Interfaces.Results;
using Scim.Protocol.Errors;
using Scim.Protocol.Messages;

namespace Scim.Api.Errors;

/// <summary>The one place where a refusal becomes an answer: a SCIM error body below <c>/scim</c> (rule A6), problem details (RFC 9457) elsewhere.</summary>
internal static class ErrorAnswer
{
    /// <summary>Seconds after which a 503 may be repeated.</summary>
    private const string RetryAfter = "1";

    /// <summary>Tells whoever has an error in front of them what to ask the log for.</summary>
    private const string RequestId = "X-Request-Id";

    public static Task Write(HttpContext context, Refused refused) => Write(context, Read(refused));

    /// <summary>A grain's refusal. A node of a newer version may refuse for a reason that this one has not heard of.</summary>
    public static ScimError Read(Refused refused) =>
        new(Refusals.ById.GetValueOrDefault(refused.Id) ?? new Refusal(refused.Id, StatusCodes.Status400BadRequest, ScimErrorType.None, ""), refused.Detail);

    public static Task Write(HttpContext context, ScimError error)
    {
        if (context.Response.HasStarted)
        {
            // Half an answer is out: the client must not take it for a whole one.
            context.Abort();
            return Task.CompletedTask;
        }

        if (error.Refusal.Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = RetryAfter;
        }

        context.Response.Headers[RequestId] = context.TraceIdentifier;
        context.Items[RequestLog.RefusalItem] = error.Refusal.Id;
        return context.Request.Path.StartsWithSegments(Addresses.ScimRoot, StringComparison.OrdinalIgnoreCase)
            ? Answer.Write(context, error.Refusal.Status, Answer.ScimMediaType, ErrorBody.Write(error))
            : ProblemBody.Write(context, error);
    }
}
