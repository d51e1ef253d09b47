using System.Net.Http.Headers;
using Microsoft.Extensions.Primitives;
using Scim.Protocol.Errors;

namespace Scim.Api.Http;

/// <summary>Which bodies are read at all.</summary>
internal static class MediaTypes
{
    /// <summary>Passes <c>application/scim+json</c> and <c>application/json</c>, with or without <c>charset=utf-8</c>.</summary>
    /// <exception cref="ScimException"><see cref="Refusals.UnsupportedMediaType"/>.</exception>
    public static void Check(string? contentType)
    {
        if (contentType is Answer.ScimMediaType or "application/json")
        {
            return;
        }

        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || !IsJson(type.MediaType) || !IsUtf8(type.CharSet))
        {
            throw new ScimException(Refusals.UnsupportedMediaType, "The body must be 'application/scim+json' or 'application/json' in UTF-8.");
        }
    }

    /// <summary>Passes bodies that are not compressed: a small one that grows without bound is never unpacked (RFC 9110 §8.4 asks for 415).</summary>
    /// <exception cref="ScimException"><see cref="Refusals.UnsupportedMediaType"/>.</exception>
    public static void CheckEncoding(StringValues contentEncoding)
    {
        if (contentEncoding.Count > 0 && !string.Equals(contentEncoding.ToString(), "identity", StringComparison.OrdinalIgnoreCase))
        {
            throw new ScimException(Refusals.UnsupportedMediaType, "The body must not be compressed; send it without 'Content-Encoding'.");
        }
    }

    private static bool IsJson(string? type) =>
        string.Equals(type, Answer.ScimMediaType, StringComparison.OrdinalIgnoreCase) || string.Equals(type, "application/json", StringComparison.OrdinalIgnoreCase);

    private static bool IsUtf8(string? charset) =>
        charset is null || string.Equals(charset.Trim('"'), "utf-8", StringComparison.OrdinalIgnoreCase) || string.Equals(charset.Trim('"'), "utf8", StringComparison.OrdinalIgnoreCase);
}
