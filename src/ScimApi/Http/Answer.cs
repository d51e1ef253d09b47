using System.Buffers;
using Scim.Api.Errors;
using Scim.Grains.Interfaces.Results;
using Scim.Protocol.Projection;

namespace Scim.Api.Http;

/// <summary>Sends a rendered body with its length.</summary>
internal static class Answer
{
    /// <summary>Exactly this, without a charset parameter (RFC 7644 §3.1).</summary>
    public const string ScimMediaType = "application/scim+json";

    /// <summary>Copies the body into the connection's pipe before it returns: the buffer may be given back at once.</summary>
    public static Task Write(HttpContext context, int status, string mediaType, PooledBuffer body) => Write(context, status, mediaType, body.WrittenSpan);

    public static Task Write(HttpContext context, int status, string mediaType, ReadOnlySpan<byte> body)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = mediaType;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            response.BodyWriter.Write(body);
        }

        var flush = response.BodyWriter.FlushAsync(context.RequestAborted);
        return flush.IsCompletedSuccessfully ? Task.CompletedTask : flush.AsTask();
    }

    /// <summary>The headers of an answer that is one resource. RFC 7643 §3.1 wants <c>Content-Location</c> equal to <c>meta.location</c>; clients look for <c>Location</c>.</summary>
    public static void Describe(HttpResponse response, in ResourceEnvelope envelope)
    {
        var location = envelope.Location;
        response.Headers.Location = location;
        response.Headers.ContentLocation = location;
        response.Headers.ETag = envelope.ETag;
    }

    /// <summary>204, or the refusal.</summary>
    public static Task WriteDone(HttpContext context, Outcome<Done> outcome)
    {
        if (outcome.IsRefused)
        {
            return ErrorAnswer.Write(context, outcome.Refusal);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
