using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Scim.Protocol.Json;

/// <summary>The content of a JSON string: escaped UTF-8 without the quotes.</summary>
internal static class JsonText
{
    // Printable ASCII without the quote and the backslash: nearly every name and URL, and its own escaped form.
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        [.. Enumerable.Range(0x20, 0x7F - 0x20).Select(c => (char)c).Where(c => c is not ('"' or '\\'))]);

    public static bool IsPlain(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Plain);

    public static byte[] Escape(string text) => IsPlain(text)
        ? Encoding.ASCII.GetBytes(text)
        : JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.ToArray();
}
