using System.Text.Json;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Discovery;

/// <summary>RFC 7643 §6.</summary>
internal static class ResourceTypeWriter
{
    public static void Write(Utf8JsonWriter writer, ResourceType type, string baseUrl)
    {
        writer.WriteStartObject();
        DiscoveryDocuments.WriteSchemas(writer, SchemaUrns.ResourceType);
        writer.WriteString("id"u8, type.Id);
        writer.WriteString("name"u8, type.Id);
        writer.WriteString("description"u8, type.Description);
        writer.WriteString("endpoint"u8, type.Endpoint);
        writer.WriteString("schema"u8, type.Schema.Id);
        if (!type.Extensions.IsEmpty)
        {
            writer.WriteStartArray("schemaExtensions"u8);
            foreach (var extension in type.Extensions)
            {
                writer.WriteStartObject();
                writer.WriteString("schema"u8, extension.Schema.Id);
                writer.WriteBoolean("required"u8, extension.Required);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        DiscoveryDocuments.WriteMeta(writer, "ResourceType", $"{baseUrl}/ResourceTypes/{type.Id}");
        writer.WriteEndObject();
    }
}
