using Scim.Protocol.Comparisons;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Sorting;

/// <summary>Places resources in memory: what the stores' statements are held to.</summary>
public static class ResourceOrder
{
    /// <summary>
    /// The value by which a resource is placed: of a multi-valued attribute that of the primary element, else of the first (RFC 7644 §3.4.2.3). Null for none.
    /// </summary>
    /// <param name="sort">Found in the resource's type.</param>
    /// <param name="resource">A canonical resource: names as the schema spells them, an extension's attributes under its URN.</param>
    public static SortKey? KeyOf(ResourceSort sort, ScimObject resource)
    {
        if (sort.Target is not { } target)
        {
            return null;
        }

        var value = target.Extension is null ? resource[target.Attribute.Name] : (resource[target.Extension.Id] as ScimObject)?[target.Attribute.Name];
        if (value is ScimArray array)
        {
            value = Chosen(array);
        }

        return ToKey(target.SubAttribute is { } sub ? (value as ScimObject)?[sub.Name] : value, target.Leaf);
    }

    /// <summary>Compares two resources; zero for a tie.</summary>
    public static int Compare(ResourceSort sort, ScimObject left, ScimObject right)
    {
        var order = SortKey.Compare(KeyOf(sort, left), KeyOf(sort, right));
        return sort.Descending ? -order : order;
    }

    private static ScimValue? Chosen(ScimArray array)
    {
        foreach (var element in array.Items)
        {
            if ((element as ScimObject)?["primary"] is ScimBoolean { Value: true })
            {
                return element;
            }
        }

        return array.Items.IsEmpty ? null : array.Items[0];
    }

    private static SortKey? ToKey(ScimValue? value, AttributeDefinition attribute) => value switch
    {
        ScimNumber number => SortKey.Of(number.Value),
        ScimBoolean flag => SortKey.Of(flag.Value ? 1 : 0),
        ScimString text when attribute.Type == AttributeType.DateTime => ScimDateTime.TryParse(text.Value, out var ticks) ? SortKey.Of(ticks) : null,
        ScimString text => SortKey.Of(attribute.CaseExact || attribute.Type == AttributeType.Binary ? text.Value : CaseFolding.Fold(text.Value)),
        _ => null,
    };
}
