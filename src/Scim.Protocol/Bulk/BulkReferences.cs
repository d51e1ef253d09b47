using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Scim.Protocol.Bulk;

/// <summary>
/// The references of a bulk request (RFC 7644 §3.7.2): a string <c>bulkId:ID</c> stands for the id of the resource that the POST of that bulkId creates. They are found in
/// the values of data, in extensions too, and in the value filters of PATCH paths (<c>members[value eq "bulkId:1"]</c>). An ID may hold colons.
/// </summary>
public static class BulkReferences
{
    private const string Prefix = "bulkId:";

    /// <summary>The bulkId that a text refers to, or null.</summary>
    public static string? Of(string text) => text.Length > Prefix.Length && text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? text[Prefix.Length..] : null;

    /// <summary>The data with ids in place of references.</summary>
    /// <param name="data">The data of an operation.</param>
    /// <param name="isPatch">Whether its members <c>path</c> are PATCH paths.</param>
    /// <param name="idOf">The id for a bulkId; may throw.</param>
    /// <returns>UTF-8 JSON.</returns>
    public static byte[] Resolve(JsonElement data, bool isPatch, Func<string, string> idOf) =>
        Json.JsonScratch.Write((data, isPatch, idOf), static (writer, s) => Write(writer, s.data, s.isPatch, null, s.idOf));

    /// <summary>Whether an element, however deep, has a reference of this kind.</summary>
    internal static bool Any(JsonElement element, Func<string, bool> isWanted)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    if (Any(member.Value, isWanted))
                    {
                        return true;
                    }
                }

                return false;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    if (Any(item, isWanted))
                    {
                        return true;
                    }
                }

                return false;
            case JsonValueKind.String:
                return Of(element.GetString()!) is { } reference && isWanted(reference);
            default:
                return false;
        }
    }

    internal static void Write(Utf8JsonWriter writer, JsonElement element, bool isPatch, string? member, Func<string, string> idOf)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value, isPatch, property.Name, idOf);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(writer, item, isPatch, null, idOf);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                var text = element.GetString()!;
                writer.WriteStringValue(Of(text) is { } reference ? idOf(reference) : isPatch && IsPath(member) ? InPath(text, idOf) : text);
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    internal static bool IsPath(string? member) => string.Equals(member, "path", StringComparison.OrdinalIgnoreCase);

    /// <summary>A PATCH path with ids in place of the references in its filter's strings.</summary>
    internal static string InPath(string path, Func<string, string> idOf)
    {
        StringBuilder? resolved = null;
        var copied = 0;
        for (var open = path.IndexOf('"', StringComparison.Ordinal); open >= 0;)
        {
            var close = open + 1;
            while (close < path.Length && path[close] != '"')
            {
                close += path[close] == '\\' ? 2 : 1;
            }

            if (close >= path.Length)
            {
                // Not a string: the path's own parser has a word for it.
                break;
            }

            if (TryUnquote(path[open..(close + 1)], out var text) && Of(text) is { } reference)
            {
                (resolved ??= new StringBuilder()).Append(path, copied, open - copied).Append('"').Append(idOf(reference)).Append('"');
                copied = close + 1;
            }

            open = path.IndexOf('"', close + 1);
        }

        return resolved is null ? path : resolved.Append(path, copied, path.Length - copied).ToString();
    }

    private static bool TryUnquote(string literal, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (!literal.Contains('\\', StringComparison.Ordinal))
        {
            text = literal[1..^1];
            return true;
        }

        try
        {
            using var json = JsonDocument.Parse(literal);
            text = json.RootElement.GetString();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not a string, or half of a surrogate pair: no reference.
        }

        return text is not null;
    }
}
