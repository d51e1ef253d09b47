using System.Collections.Immutable;
using Scim.Protocol.Comparisons;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Patch;

/// <summary>
/// The elements that a remove lists in its value. One with a <c>value</c> stands for the elements of that value, and of its type if it has one;
/// one without stands for the elements that have all its sub-attributes. Looked up by hash: both lists may be long.
/// </summary>
internal sealed class ListedElements
{
    private readonly AttributeDefinition _attribute;

    // By the sub-attributes that count, joined by blanks: few combinations, however many elements are listed.
    private readonly Dictionary<string, (ImmutableArray<AttributeDefinition> Subs, HashSet<ScimValue> Values)> _byShape = [];
    private readonly HashSet<ScimValue> _plain = [];

    public ListedElements(AttributeDefinition attribute, ScimArray listed)
    {
        _attribute = attribute;
        foreach (var element in listed.Items)
        {
            if (element is not ScimObject complex)
            {
                _plain.Add(Fold(attribute, element));
                continue;
            }

            var subs = SubsThatCount(complex);
            var shape = string.Join(' ', subs.Select(s => s.Name));
            if (!_byShape.TryGetValue(shape, out var alike))
            {
                _byShape.Add(shape, alike = (subs, []));
            }

            alike.Values.Add(Project(complex, subs)!);
        }
    }

    public bool Contains(ScimValue element)
    {
        if (element is not ScimObject complex)
        {
            return _plain.Contains(Fold(_attribute, element));
        }

        foreach (var (subs, values) in _byShape.Values)
        {
            if (Project(complex, subs) is { } projection && values.Contains(projection))
            {
                return true;
            }
        }

        return false;
    }

    private ImmutableArray<AttributeDefinition> SubsThatCount(ScimObject listed)
    {
        var isByValue = listed.TryGet("value", out _);
        return [.. _attribute.SubAttributes.Where(s => listed.TryGet(s.Name, out _) && (!isByValue || s.Name is "value" or "type"))];
    }

    private static ScimObject? Project(ScimObject element, ImmutableArray<AttributeDefinition> subs)
    {
        var parts = ImmutableArray.CreateBuilder<KeyValuePair<string, ScimValue>>(subs.Length);
        foreach (var sub in subs)
        {
            if (element[sub.Name] is not { } value)
            {
                return null;
            }

            parts.Add(new(sub.Name, Fold(sub, value)));
        }

        return new ScimObject(parts.DrainToImmutable());
    }

    private static ScimValue Fold(AttributeDefinition definition, ScimValue value) =>
        value is ScimString text && !definition.CaseExact ? new ScimString(CaseFolding.Fold(text.Value)) : value;
}
