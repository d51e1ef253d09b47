using System.Collections.Immutable;
using System.Text.Json;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Discovery;

/// <summary>RFC 7643 §7: the inverse of <see cref="SchemaReader"/>. Each attribute has all its characteristics, defaults too.</summary>
internal static class SchemaWriter
{
    public static void Write(Utf8JsonWriter writer, Schema schema, string baseUrl)
    {
        writer.WriteStartObject();
        DiscoveryDocuments.WriteSchemas(writer, SchemaUrns.Schema);
        WriteContent(writer, schema);
        DiscoveryDocuments.WriteMeta(writer, "Schema", $"{baseUrl}/Schemas/{schema.Id}");
        writer.WriteEndObject();
    }

    /// <summary>All but <c>schemas</c> and <c>meta</c>.</summary>
    public static void WriteContent(Utf8JsonWriter writer, Schema schema)
    {
        writer.WriteString("id"u8, schema.Id);
        writer.WriteString("name"u8, schema.Name);
        writer.WriteString("description"u8, schema.Description);
        WriteAttributes(writer, "attributes", schema.Attributes);
    }

    private static void WriteAttributes(Utf8JsonWriter writer, string member, ImmutableArray<AttributeDefinition> attributes)
    {
        writer.WriteStartArray(member);
        foreach (var attribute in attributes)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, attribute.Name);
            writer.WriteString("type"u8, Camel(attribute.Type));
            writer.WriteBoolean("multiValued"u8, attribute.MultiValued);
            writer.WriteString("description"u8, attribute.Description);
            writer.WriteBoolean("required"u8, attribute.Required);
            WriteTexts(writer, "canonicalValues", attribute.CanonicalValues);
            writer.WriteBoolean("caseExact"u8, attribute.CaseExact);
            writer.WriteString("mutability"u8, Camel(attribute.Mutability));
            writer.WriteString("returned"u8, Camel(attribute.Returned));
            writer.WriteString("uniqueness"u8, Camel(attribute.Uniqueness));
            WriteTexts(writer, "referenceTypes", attribute.ReferenceTypes);
            if (!attribute.SubAttributes.IsEmpty)
            {
                WriteAttributes(writer, "subAttributes", attribute.SubAttributes);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string member, ImmutableArray<string> texts)
    {
        if (texts.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray(member);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static string Camel<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
