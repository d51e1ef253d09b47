using Scim.Protocol.Paths;
using Scim.Protocol.Values;

namespace Scim.Protocol.Filters;

/// <summary>Answers a checked filter on a resource in memory. <see cref="CheckedFilter"/> defines what is true.</summary>
public static class FilterEvaluator
{
    /// <param name="resource">A canonical resource: names as the schema spells them, an extension's attributes under its URN.</param>
    public static bool Matches(CheckedFilter filter, ScimObject resource) => filter switch
    {
        CheckedFilter.Comparison comparison => MatchesIn(comparison, Find(resource, comparison.Target)),
        CheckedFilter.Presence presence => IsPresentIn(presence.Target, Find(resource, presence.Target)),
        CheckedFilter.Logical { IsAnd: true } and => Matches(and.Left, resource) && Matches(and.Right, resource),
        CheckedFilter.Logical or => Matches(or.Left, resource) || Matches(or.Right, resource),
        CheckedFilter.Not not => !Matches(not.Operand, resource),
        CheckedFilter.ValuePath path => AnyElementMatches(path.Inner, Find(resource, path.Target)),
        CheckedFilter.Constant constant => constant.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(filter)),
    };

    /// <summary>Answers the filter of a value path on one element of its attribute.</summary>
    /// <param name="inner">From <see cref="FilterChecker.CheckElement"/>, <see cref="CheckedFilter.ValuePath.Inner"/> or <see cref="ResolvedPath.ValueFilter"/>.</param>
    public static bool ElementMatches(CheckedFilter inner, ScimValue element) => inner switch
    {
        CheckedFilter.Comparison comparison => SlotMatches(comparison, Slot(element, comparison.Target)),
        CheckedFilter.Presence presence => IsPresent(Slot(element, presence.Target)),
        CheckedFilter.Logical { IsAnd: true } and => ElementMatches(and.Left, element) && ElementMatches(and.Right, element),
        CheckedFilter.Logical or => ElementMatches(or.Left, element) || ElementMatches(or.Right, element),
        CheckedFilter.Not not => !ElementMatches(not.Operand, element),
        _ => throw new ArgumentOutOfRangeException(nameof(inner)),
    };

    private static ScimValue? Find(ScimObject resource, AttributeTarget target) => target.Extension is null
        ? resource[target.Attribute.Name]
        : (resource[target.Extension.Id] as ScimObject)?[target.Attribute.Name];

    private static ScimValue? Slot(ScimValue element, AttributeTarget target) =>
        target.SubAttribute is null ? element : (element as ScimObject)?[target.SubAttribute.Name];

    private static bool AnyElementMatches(CheckedFilter inner, ScimValue? value)
    {
        if (value is not ScimArray array)
        {
            return value is not null && ElementMatches(inner, value);
        }

        foreach (var element in array.Items)
        {
            if (ElementMatches(inner, element))
            {
                return true;
            }
        }

        return false;
    }

    private static bool MatchesIn(CheckedFilter.Comparison comparison, ScimValue? value)
    {
        if (value is ScimArray { Items.IsEmpty: false } array)
        {
            foreach (var element in array.Items)
            {
                if (SlotMatches(comparison, Slot(element, comparison.Target)))
                {
                    return true;
                }
            }

            return false;
        }

        if (value is null or ScimArray)
        {
            return comparison.Target.Attribute.MultiValued
                ? comparison.Operator == ComparisonOperator.Ne
                : SlotMatches(comparison, null);
        }

        return SlotMatches(comparison, Slot(value, comparison.Target));
    }

    private static bool SlotMatches(CheckedFilter.Comparison comparison, ScimValue? slot)
    {
        slot ??= comparison.AbsentValue;
        if (slot is ScimArray { Items.IsEmpty: false } array)
        {
            foreach (var item in array.Items)
            {
                if (ValueComparison.Satisfies(item, comparison.Operator, comparison.Operand))
                {
                    return true;
                }
            }

            return false;
        }

        return slot is null or ScimArray
            ? comparison.Operator == ComparisonOperator.Ne
            : ValueComparison.Satisfies(slot, comparison.Operator, comparison.Operand);
    }

    private static bool IsPresentIn(AttributeTarget target, ScimValue? value)
    {
        if (value is not ScimArray array)
        {
            return value is not null && IsPresent(Slot(value, target));
        }

        foreach (var element in array.Items)
        {
            if (IsPresent(Slot(element, target)))
            {
                return true;
            }
        }

        return false;
    }

    // RFC 7644 §3.4.2.2, pr: "a non-empty or non-null value, or […] a non-empty node for complex attributes".
    private static bool IsPresent(ScimValue? value)
    {
        switch (value)
        {
            case null:
                return false;
            case ScimString text:
                return text.Value.Length > 0;
            case ScimArray array:
                foreach (var item in array.Items)
                {
                    if (IsPresent(item))
                    {
                        return true;
                    }
                }

                return false;
            case ScimObject complex:
                foreach (var (_, item) in complex.Attributes)
                {
                    if (IsPresent(item))
                    {
                        return true;
                    }
                }

                return false;
            default:
                return true;
        }
    }
}
