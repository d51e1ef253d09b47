using Scim.Protocol.Filters;

namespace Scim.Storage.Sql.Filters;

/// <summary>
/// Chooses the index: what a filter matches is among these resources, and the whole filter is then asked of each. So no planner has to see through
/// <c>or</c> and value paths (protocol.md, point 16).
/// </summary>
internal static class CandidateFinder
{
    /// <summary>Null when all resources have to be looked at.</summary>
    public static Candidates? Find(CheckedFilter filter, IAttributeSource source)
    {
        var terms = new List<CheckedFilter>();
        Flatten(filter, terms);
        Candidates? many = null;
        foreach (var term in terms)
        {
            if (FindForTerm(term, source) is { } found)
            {
                if (found.IsFew)
                {
                    return found;
                }

                many ??= found;
            }
        }

        return FindByState(terms, source, many);
    }

    private static Candidates? FindForTerm(CheckedFilter term, IAttributeSource source)
    {
        switch (term)
        {
            case CheckedFilter.Comparison { Operator: ComparisonOperator.Eq } equality:
                return source.FindEqual(equality);
            case CheckedFilter.Logical { IsAnd: false } or:
                return Find(or.Left, source) is { } left && Find(or.Right, source) is { } right
                    ? new Candidates(sql => $"{left.Query(sql)} UNION {right.Query(sql)}", left.IsFew && right.IsFew)
                    : null;
            case CheckedFilter.Constant { Value: false }:
                return Candidates.None;
            case CheckedFilter.ValuePath path:
                return FindForElement(path.Inner, source);
            default:
                return null;
        }
    }

    private static Candidates? FindForElement(CheckedFilter inner, IAttributeSource source)
    {
        var terms = new List<CheckedFilter>();
        Flatten(inner, terms);
        foreach (var term in terms)
        {
            if (term is CheckedFilter.Comparison { Operator: ComparisonOperator.Eq } equality && source.FindEqual(equality) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    // active and meta.lastModified share an index; a range has its two bounds in two terms.
    private static Candidates? FindByState(List<CheckedFilter> terms, IAttributeSource source, Candidates? other)
    {
        var (from, to) = (long.MinValue, long.MaxValue);
        bool? active = null;
        foreach (var term in terms)
        {
            switch (term)
            {
                case CheckedFilter.Comparison { Operand: FilterOperand.Instant instant } comparison when IsLastModified(comparison):
                    Narrow(comparison.Operator, instant.UtcTicks, ref from, ref to);
                    break;
                case CheckedFilter.Comparison { Operator: ComparisonOperator.Eq, Operand: FilterOperand.Flag flag } comparison when IsActive(comparison):
                    active = flag.Value;
                    break;
            }
        }

        return from != long.MinValue || to != long.MaxValue ? source.FindModified(from, to, active)
            : other ?? (active is { } state ? source.FindActive(state) : null);
    }

    private static void Flatten(CheckedFilter filter, List<CheckedFilter> terms)
    {
        if (filter is CheckedFilter.Logical { IsAnd: true } and)
        {
            Flatten(and.Left, terms);
            Flatten(and.Right, terms);
        }
        else
        {
            terms.Add(filter);
        }
    }

    private static bool IsLastModified(CheckedFilter.Comparison comparison) =>
        comparison.Target is { Extension: null, Attribute.Name: "meta", SubAttribute.Name: "lastModified" };

    private static bool IsActive(CheckedFilter.Comparison comparison) =>
        comparison.Target is { Extension: null, Attribute.Name: "active", SubAttribute: null };

    private static void Narrow(ComparisonOperator comparison, long ticks, ref long from, ref long to)
    {
        if (comparison is ComparisonOperator.Eq or ComparisonOperator.Ge or ComparisonOperator.Gt)
        {
            from = Math.Max(from, ticks);
        }

        if (comparison is ComparisonOperator.Eq or ComparisonOperator.Le or ComparisonOperator.Lt)
        {
            to = Math.Min(to, ticks);
        }
    }
}
