using System.Collections.Immutable;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Resources;

/// <summary>What holds among the elements of a multi-valued attribute (RFC 7643 §2.4): no repeated (type, value), at most one primary.</summary>
internal static class ElementRules
{
    /// <exception cref="ScimException"><see cref="Refusals.SeveralPrimary"/>.</exception>
    public static ImmutableArray<ScimValue> Apply(AttributeDefinition definition, ImmutableArray<ScimValue>.Builder elements)
    {
        var distinct = elements.Count < 2 ? elements.DrainToImmutable() : WithoutDuplicates(definition, elements);
        var primaries = 0;
        if (definition.TryGetSubAttribute("primary", out _))
        {
            foreach (var element in distinct)
            {
                primaries += element is ScimObject o && ScimBoolean.True.Equals(o["primary"]) ? 1 : 0;
            }
        }

        return primaries > 1
            ? throw new ScimException(Refusals.SeveralPrimary, $"{primaries} elements of '{definition.Name}' are marked primary; at most one may be.")
            : distinct;
    }

    // The first of the equals stays, and takes from the later ones what it lacks.
    private static ImmutableArray<ScimValue> WithoutDuplicates(AttributeDefinition definition, ImmutableArray<ScimValue>.Builder elements)
    {
        var places = new Dictionary<(string? Type, ScimValue Value), int>(elements.Count);
        var kept = ImmutableArray.CreateBuilder<ScimValue>(elements.Count);
        foreach (var element in elements)
        {
            if (places.TryAdd(Identity(definition, element), kept.Count))
            {
                kept.Add(element);
                continue;
            }

            var place = places[Identity(definition, element)];
            if (kept[place] is ScimObject first && element is ScimObject later)
            {
                kept[place] = FillIn(first, later);
            }
        }

        return kept.DrainToImmutable();
    }

    internal static (string? Type, ScimValue Value) Identity(AttributeDefinition definition, ScimValue element)
    {
        if (element is not ScimObject o || o["value"] is not { } value || !definition.TryGetSubAttribute("value", out var valueDefinition))
        {
            return (null, element);
        }

        // "" tells an element without type from an element that is compared as a whole.
        var type = (o["type"] as ScimString)?.Value.ToLowerInvariant() ?? "";
        return (type, valueDefinition.CaseExact || value is not ScimString text ? value : new ScimString(text.Value.ToLowerInvariant()));
    }

    private static ScimObject FillIn(ScimObject first, ScimObject later)
    {
        foreach (var (name, value) in later.Attributes)
        {
            first = first.TryGet(name, out _) ? first : first.With(name, value);
        }

        return first;
    }
}
