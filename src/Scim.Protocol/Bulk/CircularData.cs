using System.Text.Json;
using Scim.Protocol.Json;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Bulk;

/// <summary>
/// The data of a POST that refers to resources which refer to it (RFC 7644 §3.7.1): first it is created without those references, then they are added. What is left out is the
/// element of a list (a member), else the whole attribute (the manager), so that no half of a value is ever stored.
/// </summary>
public static class CircularData
{
    /// <summary>The resource to be created, UTF-8 JSON.</summary>
    /// <param name="data">The data of the POST.</param>
    /// <param name="isCircular">Whether a bulkId is one to be left out.</param>
    /// <param name="idOf">The id for any other bulkId; may throw.</param>
    public static byte[] Without(JsonElement data, Func<string, bool> isCircular, Func<string, string> idOf) =>
        JsonScratch.Write((data, isCircular, idOf), static (writer, s) => WriteParts(writer, s.data, s.isCircular, s.idOf, leftOut: false, isExtension: false));

    /// <summary>The PATCH that adds what <see cref="Without"/> has left out, UTF-8 JSON.</summary>
    public static byte[] Rest(JsonElement data, Func<string, bool> isCircular, Func<string, string> idOf) => JsonScratch.Write((data, isCircular, idOf), static (writer, s) =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("schemas"u8);
        writer.WriteStringValue(SchemaUrns.PatchOp);
        writer.WriteEndArray();
        writer.WriteStartArray("Operations"u8);
        writer.WriteStartObject();
        writer.WriteString("op"u8, "add"u8);
        writer.WritePropertyName("value"u8);
        WriteParts(writer, s.data, s.isCircular, s.idOf, leftOut: true, isExtension: false);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>Whether anything is left out of the data.</summary>
    public static bool Has(JsonElement data, Func<string, bool> isCircular) => BulkReferences.Any(data, isCircular);

    private static void WriteParts(Utf8JsonWriter writer, JsonElement data, Func<string, bool> isCircular, Func<string, string> idOf, bool leftOut, bool isExtension)
    {
        writer.WriteStartObject();
        foreach (var attribute in data.EnumerateObject())
        {
            var value = attribute.Value;
            var circular = BulkReferences.Any(value, isCircular);
            if (!circular && leftOut)
            {
                continue;
            }

            if (!circular)
            {
                writer.WritePropertyName(attribute.Name);
                BulkReferences.Write(writer, value, false, null, idOf);
            }
            else if (!isExtension && value.ValueKind == JsonValueKind.Object && attribute.Name.StartsWith("urn:", StringComparison.OrdinalIgnoreCase))
            {
                writer.WritePropertyName(attribute.Name);
                WriteParts(writer, value, isCircular, idOf, leftOut, isExtension: true);
            }
            else if (value.ValueKind == JsonValueKind.Array)
            {
                writer.WriteStartArray(attribute.Name);
                foreach (var item in value.EnumerateArray())
                {
                    if (BulkReferences.Any(item, isCircular) == leftOut)
                    {
                        BulkReferences.Write(writer, item, false, null, idOf);
                    }
                }

                writer.WriteEndArray();
            }
            else if (leftOut)
            {
                writer.WritePropertyName(attribute.Name);
                BulkReferences.Write(writer, value, false, null, idOf);
            }
        }

        writer.WriteEndObject();
    }
}
