using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Filters;

/// <summary>Reads <c>type eq "work" and primary eq true</c> as the element that it describes (protocol.md, value filters that match nothing).</summary>
internal static class FilterEqualities
{
    public static bool TryCollect(CheckedFilter filter, [NotNullWhen(true)] out ImmutableArray<KeyValuePair<AttributeDefinition, ScimValue>>? equalities)
    {
        var found = new List<KeyValuePair<AttributeDefinition, ScimValue>>();
        equalities = Collect(filter, found) ? [.. found] : null;
        return equalities is not null;
    }

    private static bool Collect(CheckedFilter filter, List<KeyValuePair<AttributeDefinition, ScimValue>> found)
    {
        switch (filter)
        {
            case CheckedFilter.Logical { IsAnd: true } and:
                return Collect(and.Left, found) && Collect(and.Right, found);
            case CheckedFilter.Comparison { Operator: ComparisonOperator.Eq } equality:
                return Add(equality.Target.Leaf, ToValue(equality), found);
            default:
                return false;
        }
    }

    private static bool Add(AttributeDefinition attribute, ScimValue value, List<KeyValuePair<AttributeDefinition, ScimValue>> found)
    {
        foreach (var (known, knownValue) in found)
        {
            if (known == attribute)
            {
                return knownValue.Equals(value);
            }
        }

        found.Add(new(attribute, value));
        return true;
    }

    private static ScimValue ToValue(CheckedFilter.Comparison equality) => equality.Operand switch
    {
        FilterOperand.Flag flag => ScimBoolean.Of(flag.Value),
        FilterOperand.Number number => new ScimNumber(number.Value, equality.Literal.ToString()),
        _ => new ScimString(equality.Literal.Text!),
    };
}
