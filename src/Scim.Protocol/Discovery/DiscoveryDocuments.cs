using System.Buffers;
using System.Text.Json;
using Scim.Protocol.Json;
using Scim.Protocol.Messages;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Discovery;

/// <summary>The answers of the discovery endpoints (RFC 7644 §4) as UTF-8 JSON. Base URLs are absolute, without a slash at the end (rule A5).</summary>
public sealed class DiscoveryDocuments(SchemaCatalog catalog, ServiceProviderFeatures features)
{
    public byte[] ServiceProviderConfig(string baseUrl) =>
        JsonScratch.Write((features, baseUrl), static (writer, state) => ServiceProviderConfigWriter.Write(writer, state.features, state.baseUrl));

    /// <summary>The list of resource types, User first.</summary>
    public byte[] ResourceTypes(string baseUrl) =>
        List(catalog.ResourceTypes.Length, i => Resource(catalog.ResourceTypes[i], baseUrl));

    /// <summary>One resource type by its id, whatever the letter case; null if there is none.</summary>
    public byte[]? ResourceType(string id, string baseUrl)
    {
        foreach (var type in catalog.ResourceTypes)
        {
            if (string.Equals(type.Id, id, StringComparison.OrdinalIgnoreCase))
            {
                return Resource(type, baseUrl);
            }
        }

        return null;
    }

    /// <summary>The list of schemas.</summary>
    public byte[] Schemas(string baseUrl) => List(catalog.Schemas.Length, i => Resource(catalog.Schemas[i], baseUrl));

    /// <summary>One schema by its URN, whatever the letter case; null if there is none.</summary>
    public byte[]? Schema(string urn, string baseUrl) => catalog.TryGetSchema(urn, out var schema) ? Resource(schema, baseUrl) : null;

    private static byte[] Resource(ResourceType type, string baseUrl) =>
        JsonScratch.Write((type, baseUrl), static (writer, state) => ResourceTypeWriter.Write(writer, state.type, state.baseUrl));

    private static byte[] Resource(Schema schema, string baseUrl) =>
        JsonScratch.Write((schema, baseUrl), static (writer, state) => SchemaWriter.Write(writer, state.schema, state.baseUrl));

    private static byte[] List(int count, Func<int, byte[]> resource)
    {
        var output = new ArrayBufferWriter<byte>();
        var list = new ListResponseWriter(output);
        list.Begin(count, 1, count);
        for (var i = 0; i < count; i++)
        {
            list.Next();
            output.Write(resource(i));
        }

        list.End();
        return output.WrittenSpan.ToArray();
    }

    internal static void WriteMeta(Utf8JsonWriter writer, string resourceType, string location)
    {
        writer.WriteStartObject("meta"u8);
        writer.WriteString("resourceType"u8, resourceType);
        writer.WriteString("location"u8, location);
        writer.WriteEndObject();
    }

    internal static void WriteSchemas(Utf8JsonWriter writer, string urn)
    {
        writer.WriteStartArray("schemas"u8);
        writer.WriteStringValue(urn);
        writer.WriteEndArray();
    }
}
