using System.Collections.Immutable;
using Scim.Protocol.Json;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Projection;

/// <summary>Leaves in a profile what a selection shows, by the characteristics' table.</summary>
internal static class ProfileProjection
{
    /// <summary>The shown attributes of a stored profile as one JSON object, without <c>schemas</c>.</summary>
    public static byte[] Write(AttributeSelection selection, ReadOnlySpan<byte> profile) =>
        JsonScratch.Write(Apply(selection, ResourceJson.Read(selection.Type, profile)), static (writer, shown) => ValueWriter.Write(writer, shown));

    /// <summary>Attributes that no schema declares are not shown.</summary>
    public static ScimObject Apply(AttributeSelection selection, ScimObject resource)
    {
        var shown = ImmutableArray.CreateBuilder<KeyValuePair<string, ScimValue>>(resource.Attributes.Length);
        foreach (var (name, value) in resource.Attributes)
        {
            if (selection.Type.TryGetAttribute(name, out var definition))
            {
                Add(shown, selection, definition, value);
            }
            else if (selection.Type.TryGetSchema(name, out var schema) && value is ScimObject extension)
            {
                var inner = ImmutableArray.CreateBuilder<KeyValuePair<string, ScimValue>>(extension.Attributes.Length);
                foreach (var (innerName, innerValue) in extension.Attributes)
                {
                    if (schema.TryGetAttribute(innerName, out var innerDefinition))
                    {
                        Add(inner, selection, innerDefinition, innerValue);
                    }
                }

                if (inner.Count > 0)
                {
                    shown.Add(new(name, new ScimObject(inner.DrainToImmutable())));
                }
            }
        }

        return new ScimObject(shown.DrainToImmutable());
    }

    private static void Add(
        ImmutableArray<KeyValuePair<string, ScimValue>>.Builder shown, AttributeSelection selection, AttributeDefinition definition, ScimValue value)
    {
        if (selection.Shows(definition) && Shown(selection, definition, value) is { } rest)
        {
            shown.Add(new(definition.Name, rest));
        }
    }

    // Null when nothing of a complex value is shown.
    private static ScimValue? Shown(AttributeSelection selection, AttributeDefinition definition, ScimValue value)
    {
        switch (value)
        {
            case ScimArray array:
                var items = ImmutableArray.CreateBuilder<ScimValue>(array.Items.Length);
                foreach (var item in array.Items)
                {
                    if (Shown(selection, definition, item) is { } rest)
                    {
                        items.Add(rest);
                    }
                }

                return items.Count == 0 ? null : new ScimArray(items.DrainToImmutable());
            case ScimObject complex:
                var subs = ImmutableArray.CreateBuilder<KeyValuePair<string, ScimValue>>(complex.Attributes.Length);
                foreach (var (name, item) in complex.Attributes)
                {
                    if (definition.TryGetSubAttribute(name, out var sub) && selection.Shows(definition, sub))
                    {
                        subs.Add(new(sub.Name, item));
                    }
                }

                return subs.Count == 0 ? null : new ScimObject(subs.DrainToImmutable());
            default:
                return value;
        }
    }
}
