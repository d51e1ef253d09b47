using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Patch;

/// <summary>Adds elements to a multi-valued attribute as a whole.</summary>
internal static class WholeList
{
    /// <summary>
    /// Appends what is not there. An element with the type and value of a present one is that element: its sub-attributes are
    /// merged into it, so that repeating an add changes nothing.
    /// </summary>
    public static ScimArray Add(AttributeDefinition attribute, ScimArray? current, ScimArray added)
    {
        if (current is null)
        {
            return added;
        }

        var places = new Dictionary<(string?, ScimValue), int>(current.Items.Length + added.Items.Length);
        for (var i = 0; i < current.Items.Length; i++)
        {
            places.TryAdd(ElementRules.Identity(attribute, current.Items[i]), i);
        }

        var elements = current.Items.ToBuilder();
        var written = new List<int>(added.Items.Length);
        foreach (var element in added.Items)
        {
            if (!places.TryGetValue(ElementRules.Identity(attribute, element), out var place))
            {
                written.Add(elements.Count);
                elements.Add(element);
                continue;
            }

            written.Add(place);
            if (elements[place] is ScimObject present && element is ScimObject complex)
            {
                var merged = ComplexMerge.Merge(present, complex);
                MutabilityRule.RefuseChangeOfImmutable(attribute, present, merged, isElement: true);
                elements[place] = merged;
            }
        }

        PrimaryRule.Apply(elements, written);
        return new ScimArray(elements.DrainToImmutable());
    }
}
