using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Scim.Protocol.Json;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Resources;

/// <summary>
/// The stored form of a profile: canonical UTF-8 JSON whose first member is <c>schemas</c> (the base and the extensions in use), then the stored attributes
/// in order. It holds no <c>id</c>, <c>externalId</c>, <c>meta</c>, <c>groups</c> or <c>password</c> (<see cref="CharacteristicRules.IsStored"/>).
/// </summary>
public static class ResourceJson
{
    public static byte[] Write(ResourceType type, ScimObject resource) => JsonScratch.Write((type, resource), static (writer, state) => Write(writer, state.type, state.resource));

    /// <summary>Reads what <see cref="Write(ResourceType, ScimObject)"/> wrote; nothing is checked. <c>schemas</c> is left out: it follows from the content.</summary>
    public static ScimObject Read(ResourceType type, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        var attributes = ImmutableArray.CreateBuilder<KeyValuePair<string, ScimValue>>(16);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("schemas"u8))
            {
                reader.Read();
                reader.Skip();
                continue;
            }

            var definition = Find(type.Schema.Attributes, ref reader);
            var name = definition?.Name ?? reader.GetString()!;
            var known = definition?.SubAttributes ?? (type.TryGetSchema(name, out var extension) ? extension.Attributes : []);
            reader.Read();
            attributes.Add(new(name, ReadValue(known, ref reader)));
        }

        return new ScimObject(attributes.DrainToImmutable());
    }

    /// <summary>The <c>schemas</c> of a resource: the base schema, then the extensions that it has data of, in the resource type's order.</summary>
    public static ImmutableArray<string> SchemasInUse(ResourceType type, ScimObject resource)
    {
        var urns = ImmutableArray.CreateBuilder<string>(1 + type.Extensions.Length);
        urns.Add(type.Schema.Id);
        foreach (var extension in type.Extensions)
        {
            if (resource[extension.Schema.Id] is ScimObject { Attributes.IsEmpty: false })
            {
                urns.Add(extension.Schema.Id);
            }
        }

        return urns.DrainToImmutable();
    }

    private static void Write(Utf8JsonWriter writer, ResourceType type, ScimObject resource)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("schemas"u8);
        foreach (var urn in SchemasInUse(type, resource))
        {
            writer.WriteStringValue(urn);
        }

        writer.WriteEndArray();
        foreach (var (name, value) in resource.Attributes)
        {
            if (type.TryGetAttribute(name, out var definition) ? CharacteristicRules.IsStored(definition) : value is not ScimObject { Attributes.IsEmpty: true })
            {
                writer.WritePropertyName(name);
                ValueWriter.Write(writer, value);
            }
        }

        writer.WriteEndObject();
    }

    private static ScimValue ReadValue(ImmutableArray<AttributeDefinition> known, ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new ScimString(reader.GetString()!);
            case JsonTokenType.True:
                return ScimBoolean.True;
            case JsonTokenType.False:
                return ScimBoolean.False;
            case JsonTokenType.Number:
                return new ScimNumber(reader.GetDecimal(), Encoding.ASCII.GetString(reader.ValueSpan));
            case JsonTokenType.StartArray:
                var items = ImmutableArray.CreateBuilder<ScimValue>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(ReadValue(known, ref reader));
                }

                return new ScimArray(items.DrainToImmutable());
            case JsonTokenType.StartObject:
                var attributes = ImmutableArray.CreateBuilder<KeyValuePair<string, ScimValue>>();
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var definition = Find(known, ref reader);
                    var name = definition?.Name ?? reader.GetString()!;
                    reader.Read();
                    attributes.Add(new(name, ReadValue(definition?.SubAttributes ?? [], ref reader)));
                }

                return new ScimObject(attributes.DrainToImmutable());
            default:
                throw new InvalidOperationException($"A stored resource cannot hold {reader.TokenType}.");
        }
    }

    // A scan beats a hash of bytes here, and finds the schema's own string, so that stored objects share their names.
    private static AttributeDefinition? Find(ImmutableArray<AttributeDefinition> known, ref Utf8JsonReader reader)
    {
        foreach (var definition in known)
        {
            if (reader.ValueTextEquals(definition.Utf8Name))
            {
                return definition;
            }
        }

        return null;
    }
}
