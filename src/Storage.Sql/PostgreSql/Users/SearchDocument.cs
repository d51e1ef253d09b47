using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Scim.Protocol.Comparisons;
using Scim.Protocol.Schemas;

namespace Scim.Storage.Sql.PostgreSql.Users;

/// <summary>
/// A profile, or a group's data of extensions, in the form in which filters compare it: text that is not caseExact in C#'s lower case, a dateTime as ticks, everything else as it is; only
/// what the schemas declare, since nothing else can be named in a filter. So the database never folds and never parses a date
/// (docs/decisions/0008-postgresql.md).
/// </summary>
internal static class SearchDocument
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <param name="type">The resource type with its environment's extensions.</param>
    /// <param name="profile">Canonical UTF-8 JSON.</param>
    public static string Of(ResourceType type, ReadOnlySpan<byte> profile)
    {
        var buffer = new ArrayBufferWriter<byte>(profile.Length + 64);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            var reader = new Utf8JsonReader(profile);
            reader.Read();
            WriteResource(type, ref reader, writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteResource(ResourceType type, ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (type.TryGetAttribute(name, out var attribute))
            {
                writer.WritePropertyName(attribute.Name);
                WriteValue(attribute, attribute.SubAttributes, ref reader, writer);
            }
            else if (type.TryGetSchema(name, out var extension) && reader.TokenType == JsonTokenType.StartObject)
            {
                writer.WritePropertyName(extension.Id);
                WriteAttributes(extension.Attributes, ref reader, writer);
            }
            else
            {
                reader.Skip();
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteAttributes(ImmutableArray<AttributeDefinition> known, ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var definition = Find(known, reader.GetString()!);
            reader.Read();
            if (definition is null)
            {
                reader.Skip();
                continue;
            }

            writer.WritePropertyName(definition.Name);
            WriteValue(definition, definition.SubAttributes, ref reader, writer);
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(
        AttributeDefinition definition, ImmutableArray<AttributeDefinition> subAttributes, ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    WriteValue(definition, subAttributes, ref reader, writer);
                }

                writer.WriteEndArray();
                break;
            case JsonTokenType.StartObject:
                WriteAttributes(subAttributes, ref reader, writer);
                break;
            case JsonTokenType.String:
                WriteText(definition, reader.GetString()!, writer);
                break;
            default:
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }

    private static void WriteText(AttributeDefinition definition, string text, Utf8JsonWriter writer)
    {
        if (definition.Type == AttributeType.DateTime && ScimDateTime.TryParse(text, out var ticks))
        {
            writer.WriteNumberValue(ticks);
        }
        else
        {
            writer.WriteStringValue(definition.CaseExact || definition.Type is AttributeType.Binary or AttributeType.DateTime ? text : CaseFolding.Fold(text));
        }
    }

    private static AttributeDefinition? Find(ImmutableArray<AttributeDefinition> known, string name)
    {
        foreach (var definition in known)
        {
            if (definition.Name == name)
            {
                return definition;
            }
        }

        return null;
    }
}
