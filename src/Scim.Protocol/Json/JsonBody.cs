using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Scim.Protocol.Errors;

namespace Scim.Protocol.Json;

/// <summary>Reads the body of a request: one JSON object in UTF-8, at most 32 levels deep, without duplicate members or lone surrogates.</summary>
public static class JsonBody
{
    public const int MaxDepth = 32;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>Parses a body. The document refers to <paramref name="body"/> and must be disposed of before that memory is used again.</summary>
    /// <exception cref="ScimException"><see cref="Refusals.MalformedJson"/>.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        if (body.Span.StartsWith(Encoding.UTF8.Preamble))
        {
            body = body[Encoding.UTF8.Preamble.Length..];
        }

        if (body.IsEmpty)
        {
            throw Malformed("The body is empty");
        }

        if (!Utf8.IsValid(body.Span))
        {
            throw Malformed("The body is not valid UTF-8");
        }

        if (SurrogateScan.FindsLoneSurrogate(body.Span))
        {
            throw Malformed("A string has half of a surrogate pair");
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body, Options);
        }
        catch (JsonException e)
        {
            // The parser's own message can quote the body, so only the position is passed on.
            throw Malformed(e.LineNumber is { } line
                ? $"The body is not well-formed JSON of at most {MaxDepth} levels without duplicate members (line {line + 1}, byte {e.BytePositionInLine + 1})"
                : "The body is not well-formed JSON without duplicate members");
        }

        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            document.Dispose();
            throw Malformed("The body is not a JSON object");
        }

        return document;
    }

    private static ScimException Malformed(string detail) => new(Refusals.MalformedJson, detail + ".");
}
