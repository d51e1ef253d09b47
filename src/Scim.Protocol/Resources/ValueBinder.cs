using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;
using Scim.Protocol.Json;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Resources;

/// <summary>Binds JSON to the value of one attribute. Null is unassigned (RFC 7643 §2.5), on the way in and on the way out.</summary>
internal static class ValueBinder
{
    // A decimal has 28 digits; more text than this is an attack or a mistake.
    private const int MaxNumberText = 64;

    public static ScimValue? Bind(AttributeDefinition definition, AttributeDefinition? owner, JsonElement json, IdpProfile profile)
    {
        if (!definition.MultiValued)
        {
            return json.ValueKind == JsonValueKind.Array && json.GetArrayLength() == 0 ? null : BindElement(definition, owner, json, profile);
        }

        if (json.ValueKind != JsonValueKind.Array)
        {
            if (json.ValueKind != JsonValueKind.Null)
            {
                profile.Require(Deviation.SingleForList, $"'{AttributeNames.Of(definition, owner)}' must be a list.");
            }

            return BindListOfOne(definition, owner, json, profile);
        }

        var elements = ImmutableArray.CreateBuilder<ScimValue>(json.GetArrayLength());
        foreach (var item in json.EnumerateArray())
        {
            if (BindNewElement(definition, owner, item, profile) is { } element)
            {
                elements.Add(element);
            }
        }

        return elements.Count == 0 ? null : new ScimArray(ElementRules.Apply(definition, elements));
    }

    /// <summary>A single value for a multi-valued attribute is a list of one (protocol.md 21): in a PATCH always (RFC 7644 §3.5.2.1), in a resource by <see cref="Deviation.SingleForList"/>.</summary>
    public static ScimArray? BindListOfOne(AttributeDefinition definition, AttributeDefinition? owner, JsonElement json, IdpProfile profile) =>
        BindNewElement(definition, owner, json, profile) is { } only ? new ScimArray([only]) : null;

    public static ScimValue? BindElement(AttributeDefinition definition, AttributeDefinition? owner, JsonElement json, IdpProfile profile)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (profile.Rewrite(definition, owner, json) is { } rewritten)
        {
            return rewritten is ScimObject { Attributes.IsEmpty: true } ? null : rewritten;
        }

        return definition.Type switch
        {
            AttributeType.Complex when json.ValueKind == JsonValueKind.Object => BindComplex(definition, json, profile),
            AttributeType.Boolean when json.ValueKind is JsonValueKind.True or JsonValueKind.False => ScimBoolean.Of(json.GetBoolean()),
            AttributeType.Integer or AttributeType.Decimal when json.ValueKind == JsonValueKind.Number => BindNumber(definition, owner, json),
            AttributeType.String or AttributeType.Reference or AttributeType.Binary or AttributeType.DateTime when json.ValueKind == JsonValueKind.String
                => TextRules.Bind(definition, owner, json.GetString()!),
            _ => throw new ScimException(Refusals.WrongType, $"'{AttributeNames.Of(definition, owner)}' must be {Expected(definition.Type)}, not {Found(json.ValueKind)}."),
        };
    }

    /// <summary>Refuses an object that names one attribute twice in different letter case. The parser has refused equal names, so only another spelling needs the look.</summary>
    public static void RequireOnce(JsonElement owner, JsonProperty property, string canonicalName)
    {
        if (property.NameEquals(canonicalName))
        {
            return;
        }

        var found = 0;
        foreach (var other in owner.EnumerateObject())
        {
            found += string.Equals(other.Name, canonicalName, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        }

        if (found > 1)
        {
            throw new ScimException(Refusals.MalformedJson, $"'{canonicalName}' is given more than once; letter case does not count in attribute names.");
        }
    }

    private static ScimValue? BindNewElement(AttributeDefinition definition, AttributeDefinition? owner, JsonElement json, IdpProfile profile)
    {
        var element = BindElement(definition, owner, json, profile);
        if (json.ValueKind != JsonValueKind.Null && definition.Type == AttributeType.Complex)
        {
            RequiredAttributes.CheckElement(definition, element as ScimObject ?? ScimObject.Empty);
        }

        return element;
    }

    private static ScimObject? BindComplex(AttributeDefinition definition, JsonElement json, IdpProfile profile)
    {
        var attributes = ImmutableArray.CreateBuilder<KeyValuePair<string, ScimValue>>(json.GetPropertyCount());
        Span<char> scratch = stackalloc char[MemberNames.Scratch];
        foreach (var property in json.EnumerateObject())
        {
            if (!definition.TryGetSubAttribute(property.NameIn(scratch), out var sub))
            {
                continue;
            }

            RequireOnce(json, property, sub.Name);
            var rule = CharacteristicRules.OnInput(RequestContext.Create, sub);
            if (rule != InputRule.Ignore && Bind(sub, definition, property.Value, profile) is { } value && rule == InputRule.Take)
            {
                attributes.Add(new(sub.Name, value));
            }
        }

        return attributes.Count == 0 ? null : new ScimObject(attributes.DrainToImmutable());
    }

    private static ScimNumber BindNumber(AttributeDefinition definition, AttributeDefinition? owner, JsonElement json)
    {
        var text = json.GetRawText();
        if (definition.Type == AttributeType.Integer)
        {
            // RFC 7643 §2.3.4: no fraction and no exponent.
            if (text.AsSpan().ContainsAny('.', 'e', 'E'))
            {
                throw new ScimException(Refusals.WrongType, $"'{AttributeNames.Of(definition, owner)}' must be an integer without fraction or exponent.");
            }

            return long.TryParse(text, CultureInfo.InvariantCulture, out var integer) ? new ScimNumber(integer, text) : throw TooBig(definition, owner);
        }

        return text.Length <= MaxNumberText && json.TryGetDecimal(out var number) ? new ScimNumber(number, text) : throw TooBig(definition, owner);
    }

    private static ScimException TooBig(AttributeDefinition definition, AttributeDefinition? owner) =>
        new(Refusals.BadValue, $"The number in '{AttributeNames.Of(definition, owner)}' is too big.");

    private static string Expected(AttributeType type) => type switch
    {
        AttributeType.Complex => "an object",
        AttributeType.Boolean => "true or false",
        AttributeType.Integer => "an integer",
        AttributeType.Decimal => "a number",
        _ => "a string",
    };

    private static string Found(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        _ => "a boolean",
    };
}
