using Scim.Protocol.Errors;
using Scim.Protocol.Paths;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Filters;

/// <summary>
/// Checks a filter of a query over several resource types for each of them. RFC 7644 §3.4.2.1: an attribute that one type lacks counts as having no value there;
/// an attribute that no type has is refused as ever. What is the same for all resources of a type becomes a <see cref="CheckedFilter.Constant"/>, and so does
/// <c>meta.resourceType</c>: a query that names one type never looks at the other.
/// </summary>
public static class MixedFilterChecker
{
    private static readonly ScimObject Nothing = new([]);

    /// <param name="filter">As parsed.</param>
    /// <param name="type">The type that is asked.</param>
    /// <param name="types">All types of the query.</param>
    /// <exception cref="ScimException"><see cref="Refusals.FilterAttribute"/> or <see cref="Refusals.FilterOperator"/>.</exception>
    public static CheckedFilter Check(FilterNode filter, ResourceType type, ReadOnlySpan<ResourceType> types)
    {
        switch (filter)
        {
            case LogicalNode node:
                return Combine(node.IsAnd, Check(node.Left, type, types), Check(node.Right, type, types));
            case NotNode node:
                var operand = Check(node.Operand, type, types);
                return operand is CheckedFilter.Constant constant ? new CheckedFilter.Constant(!constant.Value) : new CheckedFilter.Not(operand);
            case ComparisonNode node:
                return CheckTerm(node, node.Attribute, type, types);
            case ValuePathNode node:
                return CheckTerm(node, node.Attribute, type, types);
            default:
                throw new ArgumentOutOfRangeException(nameof(filter));
        }
    }

    private static CheckedFilter CheckTerm(FilterNode term, AttributeReference reference, ResourceType type, ReadOnlySpan<ResourceType> types)
    {
        if (AttributeResolver.TryResolve(type, reference, out _))
        {
            return ByType(FilterChecker.Check(term, type), type);
        }

        foreach (var other in types)
        {
            if (AttributeResolver.TryResolve(other, reference, out _))
            {
                return new CheckedFilter.Constant(FilterEvaluator.Matches(WithoutAssumption(FilterChecker.Check(term, other)), Nothing));
            }
        }

        throw new ScimException(Refusals.FilterAttribute, $"No resource here has an attribute '{reference}'.");
    }

    private static CheckedFilter ByType(CheckedFilter term, ResourceType type) =>
        term is CheckedFilter.Comparison { Target: { Extension: null, Attribute.Name: "meta", SubAttribute.Name: "resourceType" } } comparison
            ? new CheckedFilter.Constant(ValueComparison.Satisfies(new ScimString(type.Id), comparison.Operator, comparison.Operand))
            : term;

    // An attribute that is assumed where it is absent (a user's active) is not assumed of a type that lacks it.
    private static CheckedFilter WithoutAssumption(CheckedFilter term) => term is CheckedFilter.Comparison comparison ? comparison with { AbsentValue = null } : term;

    private static CheckedFilter Combine(bool isAnd, CheckedFilter left, CheckedFilter right) => (left, right) switch
    {
        (CheckedFilter.Constant constant, _) => constant.Value == isAnd ? right : constant,
        (_, CheckedFilter.Constant constant) => constant.Value == isAnd ? left : constant,
        _ => new CheckedFilter.Logical(isAnd, left, right),
    };
}
