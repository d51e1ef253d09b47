using System.Collections.Immutable;
using System.Text.Json;
using Scim.Protocol.Errors;

namespace Scim.Protocol.Schemas;

/// <summary>What the attributes of an administrator's extension may be (RFC 7643 §2, §7), and how many.</summary>
internal static class ExtensionAttributeRules
{
    /// <summary>Of a schema, and of a complex attribute.</summary>
    private const int MostAttributes = 100;
    private const int MostSubAttributes = 50;
    private const int MostInAll = 500;
    private const int LongestName = 64;
    private const int LongestDescription = 1024;
    private const int MostTexts = 100;
    private const int LongestText = 256;

    private static readonly ImmutableArray<string> Members =
    [
        "name", "type", "multiValued", "description", "required", "canonicalValues", "caseExact", "mutability", "returned", "uniqueness", "referenceTypes", "subAttributes",
    ];

    private static readonly Dictionary<string, ImmutableArray<string>> Values = new()
    {
        ["type"] = ["string", "boolean", "decimal", "integer", "dateTime", "binary", "reference", "complex"],
        ["mutability"] = ["readWrite", "readOnly", "immutable", "writeOnly"],
        ["returned"] = ["default", "always", "request", "never"],
        ["uniqueness"] = ["none", "server", "global"],
    };

    /// <param name="list">As sent.</param>
    /// <param name="attributes">As <see cref="SchemaReader"/> has read the same.</param>
    public static void Check(JsonElement list, ImmutableArray<AttributeDefinition> attributes)
    {
        if (attributes.Length > MostAttributes || attributes.Sum(a => 1 + a.SubAttributes.Length) > MostInAll)
        {
            throw Bad($"it has more than {MostAttributes} attributes, or more than {MostInAll} with their sub-attributes");
        }

        for (var i = 0; i < attributes.Length; i++)
        {
            var attribute = attributes[i];
            Check(list[i], attribute, null);
            if (attribute.Type != AttributeType.Complex)
            {
                continue;
            }

            if (attribute.SubAttributes.Length > MostSubAttributes)
            {
                throw Bad($"'{attribute.Name}' has more than {MostSubAttributes} sub-attributes");
            }

            for (var j = 0; j < attribute.SubAttributes.Length; j++)
            {
                Check(list[i].GetProperty("subAttributes")[j], attribute.SubAttributes[j], attribute);
            }
        }
    }

    /// <summary>Every member has to be known by this very name, and to be there once.</summary>
    /// <exception cref="ScimException"><see cref="Refusals.BadSchema"/>.</exception>
    public static void CheckMembers(JsonElement item, ImmutableArray<string> known, string where)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in item.EnumerateObject())
        {
            if (!known.Contains(member.Name))
            {
                throw Bad($"{where} has a member '{Shortened(member.Name)}', which RFC 7643 §7 does not know");
            }

            if (!seen.Add(member.Name))
            {
                throw Bad($"{where} has '{member.Name}' twice");
            }
        }
    }

    private static void Check(JsonElement item, AttributeDefinition attribute, AttributeDefinition? owner)
    {
        var where = owner is null ? $"'{Shortened(attribute.Name)}'" : $"'{owner.Name}.{Shortened(attribute.Name)}'";
        CheckMembers(item, Members, where);
        CheckName(attribute, owner, where);
        if (attribute.Description.Length > 0)
        {
            ExtensionSchemaReader.CheckText(attribute.Description, LongestDescription, $"the description of {where}");
        }

        foreach (var (member, values) in Values)
        {
            if (item.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && !values.Contains(value.GetString()!))
            {
                throw Bad($"{where}: '{member}' is one of {string.Join(", ", values)}");
            }
        }

        CheckType(item, attribute, owner, where);
        CheckCharacteristics(attribute, where);
        CheckTexts(attribute, where);
    }

    private static void CheckName(AttributeDefinition attribute, AttributeDefinition? owner, string where)
    {
        if (attribute.Name.Length > LongestName)
        {
            throw Bad($"{where} is longer than {LongestName} characters");
        }

        if (attribute.Name.StartsWith('$') && (owner is null || attribute.Name != "$ref"))
        {
            throw Bad($"{where} begins with '$', which only the sub-attribute '$ref' does");
        }

        if (owner is null && CommonAttributes.TryGet(attribute.Name, out _))
        {
            throw Bad($"{where} is the name of an attribute that every resource has (RFC 7643 §3.1)");
        }

        // The primary element is found by this flag (RFC 7643 §2.4).
        if (owner is { MultiValued: true } && attribute.Name.Equals("primary", StringComparison.OrdinalIgnoreCase)
            && attribute is not { Type: AttributeType.Boolean, MultiValued: false, Name: "primary" })
        {
            throw Bad($"{where} must be one boolean of the name 'primary' (RFC 7643 §2.4)");
        }
    }

    private static void CheckType(JsonElement item, AttributeDefinition attribute, AttributeDefinition? owner, string where)
    {
        if (attribute.Type == AttributeType.Complex && owner is not null)
        {
            throw Bad($"{where} is complex inside of a complex attribute (RFC 7643 §2.3.8)");
        }

        if (attribute.Type != AttributeType.Complex && item.TryGetProperty("subAttributes", out var subs) && subs.ValueKind != JsonValueKind.Null)
        {
            throw Bad($"{where} has subAttributes and is not complex");
        }
    }

    private static void CheckCharacteristics(AttributeDefinition attribute, string where)
    {
        if (attribute.Uniqueness != Uniqueness.None)
        {
            throw Bad($"{where}: the service cannot hold values of an extension unique; 'uniqueness' must be 'none'");
        }

        if (attribute.Mutability == Mutability.WriteOnly)
        {
            throw Bad($"{where}: the service keeps no writeOnly values; use 'readWrite' with 'returned': 'never'");
        }

        if (attribute is { Required: true, Mutability: Mutability.ReadOnly })
        {
            throw Bad($"{where} is required and readOnly: nobody could give it a value");
        }
    }

    private static void CheckTexts(AttributeDefinition attribute, string where)
    {
        if (!attribute.CanonicalValues.IsEmpty && attribute.Type is not (AttributeType.String or AttributeType.Reference))
        {
            throw Bad($"{where} has canonicalValues, which are strings, and is neither a string nor a reference");
        }

        if (attribute.ReferenceTypes.IsEmpty == (attribute.Type == AttributeType.Reference))
        {
            throw Bad($"{where}: a reference has referenceTypes, and nothing else does (RFC 7643 §7)");
        }

        foreach (var type in attribute.ReferenceTypes)
        {
            if (type is not ("external" or "uri" or "User" or "Group"))
            {
                throw Bad($"{where}: the referenceTypes are external, uri, User and Group");
            }
        }

        CheckList(attribute.CanonicalValues, attribute.CaseExact, $"the canonicalValues of {where}");
        CheckList(attribute.ReferenceTypes, caseExact: true, $"the referenceTypes of {where}");
    }

    private static void CheckList(ImmutableArray<string> texts, bool caseExact, string what)
    {
        if (texts.Length > MostTexts || texts.Distinct(caseExact ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase).Count() != texts.Length)
        {
            throw Bad($"{what} are more than {MostTexts}, or hold one twice");
        }

        foreach (var text in texts)
        {
            ExtensionSchemaReader.CheckText(text, LongestText, $"each of {what}");
        }
    }

    private static string Shortened(string name) => name.Length <= LongestName ? name : name[..LongestName] + "…";

    private static ScimException Bad(string detail) => ExtensionSchemaReader.Bad(detail);
}
