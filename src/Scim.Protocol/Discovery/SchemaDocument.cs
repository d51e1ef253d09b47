using System.Text.Json;
using Scim.Protocol.Json;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Discovery;

/// <summary>A schema as UTF-8 JSON without what depends on an address: <c>id</c>, <c>name</c>, <c>description</c>, and <c>attributes</c> with all characteristics (RFC 7643 §7).</summary>
public static class SchemaDocument
{
    public static byte[] Write(Schema schema) => JsonScratch.Write(schema, static (writer, schema) =>
    {
        writer.WriteStartObject();
        SchemaWriter.WriteContent(writer, schema);
        writer.WriteEndObject();
    });

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Schema Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return SchemaReader.Read(document.RootElement);
    }
}
