using Scim.Api.Http;
using Scim.Protocol.Errors;

namespace Scim.Api.Errors;

/// <summary>What an exception means to the client. The exception itself goes to the log only.</summary>
internal static class Faults
{
    public static ScimError ToError(Exception fault, HttpContext context) => fault switch
    {
        ScimException refused => refused.Error,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new(Refusals.BodyTooLarge, "The body is too large."),
        BadHttpRequestException => new(Refusals.UnreadableRequest, "The request could not be read."),
        _ when Repeat.IsTransient(fault) => new(Refusals.Unavailable, "The service cannot answer now; repeat the request in a moment."),
        _ => new(Refusals.InternalError, $"The service failed; its log has more under request id {context.TraceIdentifier}."),
    };
}
