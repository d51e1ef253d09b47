using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Scim.Api.Http;
using Scim.Protocol.Errors;

namespace Scim.Api.Errors;

/// <summary>A problem details body (RFC 9457). <c>type</c> is absent, which means <c>about:blank</c>; the member <c>refusal</c> has the stable id.</summary>
internal static class ProblemBody
{
    private const string MediaType = "application/problem+json";

    public static async Task Write(HttpContext context, ScimError error)
    {
        using var body = new PooledBuffer();
        await using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("title"u8, ReasonPhrases.GetReasonPhrase(error.Refusal.Status));
            json.WriteNumber("status"u8, error.Refusal.Status);
            json.WriteString("detail"u8, error.Detail);
            json.WriteString("refusal"u8, error.Refusal.Id);
            json.WriteString("requestId"u8, context.TraceIdentifier);
            json.WriteEndObject();
        }

        await Answer.Write(context, error.Refusal.Status, MediaType, body);
    }
}
