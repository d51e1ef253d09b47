using System.Collections.Immutable;
using System.Text.Json;
using Scim.Protocol.Errors;

namespace Scim.Protocol.Schemas;

/// <summary>
/// Reads a schema from its JSON representation (RFC 7643 §7). Characteristics that are absent have the defaults of RFC 7643 §2.2.
/// </summary>
/// <exception cref="ScimException"><see cref="Refusals.BadSchema"/>: the document is not a schema that the service can use; the detail says where.</exception>
public static class SchemaReader
{
    // 64 KiB for photos, which may be data: URIs, and for certificates (docs: guarantees, limits).
    private const int LongValue = 64 * 1024;

    // `Schema` itself is the deepest: attributes, subAttributes, characteristics. RFC 7643 §2.3.8 allows resources no more than one level.
    private const int MaxDepth = 3;

    public static Schema Read(JsonElement document)
    {
        if (document.ValueKind != JsonValueKind.Object)
        {
            throw Bad("a schema is a JSON object");
        }

        var id = Text(document, "id", "the schema");
        if (!id.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) || id.AsSpan().ContainsAnyExcept(UrnCharacters))
        {
            throw Bad($"id '{id}' is not a URN");
        }

        return new Schema(id, OptionalText(document, "name") ?? id, OptionalText(document, "description") ?? "", Attributes(document, "attributes", id, 1));
    }

    private static System.Buffers.SearchValues<char> UrnCharacters { get; } =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:-._~()+,=@;$!*'/");

    private static ImmutableArray<AttributeDefinition> Attributes(JsonElement owner, string member, string where, int depth)
    {
        if (!owner.TryGetProperty(member, out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            throw Bad($"'{member}' of {where} is not a list of attributes");
        }

        if (depth > MaxDepth)
        {
            throw Bad($"{where} is nested too deep");
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var attributes = ImmutableArray.CreateBuilder<AttributeDefinition>(list.GetArrayLength());
        foreach (var item in list.EnumerateArray())
        {
            var attribute = Attribute(item, where, depth);
            if (!names.Add(attribute.Name))
            {
                throw Bad($"{where} has two attributes named '{attribute.Name}'");
            }

            attributes.Add(attribute);
        }

        return attributes.MoveToImmutable();
    }

    private static AttributeDefinition Attribute(JsonElement item, string where, int depth)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            throw Bad($"an attribute of {where} is not an object");
        }

        var name = Text(item, "name", $"an attribute of {where}");
        if (!IsAttributeName(name))
        {
            throw Bad($"'{name}' in {where} is not an attribute name (RFC 7643 §2.1)");
        }

        var type = Enumerated(item, "type", AttributeType.String);
        var referenceTypes = Texts(item, "referenceTypes");
        return new AttributeDefinition
        {
            Name = name,
            Type = type,
            MultiValued = Flag(item, "multiValued"),
            Description = OptionalText(item, "description") ?? "",
            Required = Flag(item, "required"),
            CaseExact = Flag(item, "caseExact"),
            Mutability = Enumerated(item, "mutability", Mutability.ReadWrite),
            Returned = Enumerated(item, "returned", Returned.Default),
            Uniqueness = Enumerated(item, "uniqueness", Uniqueness.None),
            CanonicalValues = Texts(item, "canonicalValues"),
            ReferenceTypes = referenceTypes,
            SubAttributes = type == AttributeType.Complex ? Attributes(item, "subAttributes", $"'{name}'", depth + 1) : [],
            MaxLength = type == AttributeType.Binary || (depth > 1 && IsContent(type, referenceTypes)) ? LongValue : AttributeDefinition.DefaultMaxLength,
        };
    }

    private static bool IsContent(AttributeType type, ImmutableArray<string> referenceTypes) =>
        type == AttributeType.Reference && referenceTypes.Contains("external");

    // ATTRNAME = ALPHA *(nameChar), nameChar = "$" / "-" / "_" / DIGIT / ALPHA; `$ref` begins with the dollar sign.
    private static bool IsAttributeName(string name)
    {
        var rest = name.StartsWith('$') ? name.AsSpan(1) : name;
        if (rest.IsEmpty || !char.IsAsciiLetter(rest[0]))
        {
            return false;
        }

        foreach (var c in rest)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('$' or '-' or '_'))
            {
                return false;
            }
        }

        return true;
    }

    private static string Text(JsonElement owner, string member, string where) =>
        OptionalText(owner, member) is { Length: > 0 } text ? text : throw Bad($"'{member}' of {where} is missing");

    private static string? OptionalText(JsonElement owner, string member)
    {
        if (!owner.TryGetProperty(member, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw Bad($"'{member}' is not a string");
    }

    private static bool Flag(JsonElement owner, string member)
    {
        if (!owner.TryGetProperty(member, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return false;
        }

        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Bad($"'{member}' is not a boolean");
    }

    private static T Enumerated<T>(JsonElement owner, string member, T absent)
        where T : struct, Enum
    {
        if (OptionalText(owner, member) is not { } text)
        {
            return absent;
        }

        return !char.IsAsciiLetter(text.FirstOrDefault()) || !Enum.TryParse<T>(text, ignoreCase: true, out var value)
            ? throw Bad($"'{text}' is no value of '{member}'")
            : value;
    }

    private static ImmutableArray<string> Texts(JsonElement owner, string member)
    {
        if (!owner.TryGetProperty(member, out var list) || list.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            throw Bad($"'{member}' is not a list of strings");
        }

        var texts = ImmutableArray.CreateBuilder<string>(list.GetArrayLength());
        foreach (var item in list.EnumerateArray())
        {
            texts.Add(item.ValueKind == JsonValueKind.String ? item.GetString()! : throw Bad($"'{member}' is not a list of strings"));
        }

        return texts.MoveToImmutable();
    }

    private static ScimException Bad(string detail) => new(Refusals.BadSchema, $"The schema cannot be used: {detail}.");
}
