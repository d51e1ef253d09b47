using System.Collections.Immutable;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Resources;

/// <summary>Holds a whole resource to its schemas' <c>required</c> (RFC 7643 §2.2). Blank text counts as missing. For POST, PUT, and the result of a PATCH.</summary>
public static class RequiredAttributes
{
    /// <exception cref="ScimException"><see cref="Refusals.MissingValue"/>, naming the attribute or extension.</exception>
    public static void Check(ResourceType type, ScimObject resource)
    {
        CheckAll(type.Schema.Attributes, resource);
        CheckExtensions(type, resource);
    }

    /// <summary>The same of the extensions alone: of those that the resource has data of, and of those that it must have.</summary>
    /// <exception cref="ScimException"><see cref="Refusals.MissingValue"/>, naming the attribute or extension.</exception>
    public static void CheckExtensions(ResourceType type, ScimObject resource)
    {
        foreach (var extension in type.Extensions)
        {
            if (resource[extension.Schema.Id] is ScimObject data)
            {
                CheckAll(extension.Schema.Attributes, data);
            }
            else if (extension.Required)
            {
                throw new ScimException(Refusals.MissingValue, $"The extension '{extension.Schema.Id}' is required.");
            }
        }
    }

    /// <summary>Checks the sub-attributes of one complex value.</summary>
    internal static void CheckElement(AttributeDefinition definition, ScimObject element)
    {
        foreach (var sub in definition.SubAttributes)
        {
            if (CharacteristicRules.IsNeeded(sub) && IsMissing(element[sub.Name]))
            {
                throw Missing(sub, definition);
            }
        }
    }

    private static void CheckAll(ImmutableArray<AttributeDefinition> definitions, ScimObject owner)
    {
        foreach (var definition in definitions)
        {
            var needed = CharacteristicRules.IsNeeded(definition);
            if (!needed && definition.Type != AttributeType.Complex)
            {
                continue;
            }

            var value = owner[definition.Name];
            if (needed && IsMissing(value))
            {
                throw Missing(definition, null);
            }

            if (value is ScimObject complex)
            {
                CheckElement(definition, complex);
            }
            else if (value is ScimArray array && HasNeeded(definition))
            {
                foreach (var element in array.Items)
                {
                    CheckElement(definition, element as ScimObject ?? ScimObject.Empty);
                }
            }
        }
    }

    private static bool HasNeeded(AttributeDefinition definition)
    {
        foreach (var sub in definition.SubAttributes)
        {
            if (CharacteristicRules.IsNeeded(sub))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMissing(ScimValue? value) => value is null || (value is ScimString text && string.IsNullOrWhiteSpace(text.Value));

    private static ScimException Missing(AttributeDefinition definition, AttributeDefinition? owner) =>
        new(Refusals.MissingValue, $"'{AttributeNames.Of(definition, owner)}' is required and must not be empty.");
}
