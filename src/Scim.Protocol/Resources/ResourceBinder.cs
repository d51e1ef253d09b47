using System.Collections.Immutable;
using System.Text.Json;
using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;
using Scim.Protocol.Json;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Resources;

/// <summary>
/// Binds JSON as a client sent it to canonical values, by schema. Unknown and readOnly attributes are ignored, null and <c>[]</c> are unassigned,
/// writeOnly values are checked and dropped. Results hold <c>externalId</c> if sent, and never <c>schemas</c>, <c>id</c>, <c>meta</c> or <c>password</c>.
/// </summary>
public static class ResourceBinder
{
    private const string Active = "active";

    /// <summary>The resource that a POST describes. A user without <c>active</c> is active.</summary>
    /// <exception cref="ScimException">WrongSchema, WrongType, MissingValue, ValueTooLong, BadValue, SeveralPrimary, MalformedJson of <see cref="Refusals"/>.</exception>
    public static ScimObject BindCreate(ResourceType type, JsonElement body, IdpProfile profile)
    {
        var resource = Bind(type, RequestContext.Create, body, profile);
        return HasActive(type) && !resource.TryGet(Active, out _) ? resource.With(Active, ScimBoolean.True) : resource;
    }

    /// <summary>The resource that a PUT makes of the present one. Absent attributes are cleared, but <c>active</c> keeps its state and immutable ones theirs.</summary>
    /// <exception cref="ScimException">As <see cref="BindCreate"/>, and <see cref="Refusals.ImmutableAttribute"/>.</exception>
    public static ScimObject BindReplace(ResourceType type, JsonElement body, ScimObject current, IdpProfile profile)
    {
        var resource = ImmutableAttributes.Keep(type, current, Bind(type, RequestContext.Replace, body, profile));
        return HasActive(type) && !resource.TryGet(Active, out _) && current.TryGet(Active, out var state) ? resource.With(Active, state) : resource;
    }

    /// <summary>
    /// The value of one attribute or sub-attribute, as in the <c>value</c> of a PATCH operation. For a multi-valued attribute a <see cref="ScimArray"/>, never empty;
    /// a value that is not a list is a list of one. Null when the value is unassigned, or dropped because the attribute is writeOnly.
    /// </summary>
    /// <exception cref="ScimException">WrongType, MissingValue (a required sub-attribute of a new element), ValueTooLong, BadValue, SeveralPrimary, MalformedJson of <see cref="Refusals"/>.</exception>
    public static ScimValue? BindValue(AttributeDefinition definition, JsonElement value, IdpProfile profile) =>
        Kept(definition, definition.MultiValued && value.ValueKind != JsonValueKind.Array
            ? ValueBinder.BindListOfOne(definition, null, value, profile)
            : ValueBinder.Bind(definition, null, value, profile));

    /// <summary>
    /// One element of a multi-valued attribute, as in <c>emails[type eq "work"]</c>; may be partial, so required sub-attributes are not demanded.
    /// For a single-valued attribute its value. Null when unassigned.
    /// </summary>
    /// <exception cref="ScimException">As <see cref="BindValue"/>.</exception>
    public static ScimValue? BindElement(AttributeDefinition definition, JsonElement value, IdpProfile profile) =>
        Kept(definition, ValueBinder.BindElement(definition, null, value, profile));

    /// <summary>The object of an extension, as under its URN. Null when nothing in it is assigned.</summary>
    /// <exception cref="ScimException">As <see cref="BindValue"/>.</exception>
    public static ScimObject? BindExtension(Schema extension, JsonElement value, IdpProfile profile)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        RequireObject(extension, value);
        var attributes = ImmutableArray.CreateBuilder<KeyValuePair<string, ScimValue>>(value.GetPropertyCount());
        Span<char> scratch = stackalloc char[MemberNames.Scratch];
        foreach (var property in value.EnumerateObject())
        {
            if (extension.TryGetAttribute(property.NameIn(scratch), out var definition))
            {
                ValueBinder.RequireOnce(value, property, definition.Name);
                Add(attributes, RequestContext.Create, definition, property.Value, profile);
            }
        }

        return attributes.Count == 0 ? null : new ScimObject(attributes.DrainToImmutable());
    }

    private static ScimObject Bind(ResourceType type, RequestContext context, JsonElement body, IdpProfile profile)
    {
        SchemasMember.CheckResource(type, body, profile);
        var attributes = ImmutableArray.CreateBuilder<KeyValuePair<string, ScimValue>>(body.GetPropertyCount());
        Span<char> scratch = stackalloc char[MemberNames.Scratch];
        foreach (var property in body.EnumerateObject())
        {
            var name = property.NameIn(scratch);
            if (type.TryGetAttribute(name, out var definition))
            {
                ValueBinder.RequireOnce(body, property, definition.Name);
                Add(attributes, context, definition, property.Value, profile);
            }
            else if (type.TryGetSchema(name, out var schema))
            {
                ValueBinder.RequireOnce(body, property, schema.Id);
                AddUnderUrn(attributes, type, schema, context, property.Value, profile);
            }
        }

        var resource = new ScimObject(attributes.DrainToImmutable());
        RequiredAttributes.Check(type, resource);
        return resource;
    }

    private static void AddUnderUrn(
        ImmutableArray<KeyValuePair<string, ScimValue>>.Builder attributes, ResourceType type, Schema schema, RequestContext context, JsonElement value, IdpProfile profile)
    {
        if (!ReferenceEquals(schema, type.Schema))
        {
            if (BindExtension(schema, value, profile) is { } extension)
            {
                attributes.Add(new(schema.Id, extension));
            }

            return;
        }

        // Core attributes under the core URN (protocol.md 10).
        if (value.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        RequireObject(schema, value);
        Span<char> scratch = stackalloc char[MemberNames.Scratch];
        foreach (var property in value.EnumerateObject())
        {
            if (type.TryGetAttribute(property.NameIn(scratch), out var definition))
            {
                ValueBinder.RequireOnce(value, property, definition.Name);
                Add(attributes, context, definition, property.Value, profile);
            }
        }
    }

    private static void Add(
        ImmutableArray<KeyValuePair<string, ScimValue>>.Builder attributes, RequestContext context, AttributeDefinition definition, JsonElement json, IdpProfile profile)
    {
        var rule = CharacteristicRules.OnInput(context, definition);
        if (rule == InputRule.Ignore || ReferenceEquals(definition, CommonAttributes.Schemas))
        {
            return;
        }

        if (ValueBinder.Bind(definition, null, json, profile) is not { } value || rule == InputRule.CheckOnly)
        {
            return;
        }

        // Only the core URN makes this possible: the same attribute at the top and under the URN.
        for (var i = 0; i < attributes.Count; i++)
        {
            if (attributes[i].Key == definition.Name)
            {
                throw new ScimException(Refusals.MalformedJson, $"'{definition.Name}' is given more than once, at the top and under the schema's URN.");
            }
        }

        attributes.Add(new(definition.Name, value));
    }

    private static ScimValue? Kept(AttributeDefinition definition, ScimValue? value) =>
        CharacteristicRules.OnInput(RequestContext.Create, definition) == InputRule.CheckOnly ? null : value;

    private static bool HasActive(ResourceType type) => type.Schema.TryGetAttribute(Active, out _);

    private static void RequireObject(Schema schema, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw new ScimException(Refusals.WrongType, $"'{schema.Id}' must be an object.");
        }
    }
}
