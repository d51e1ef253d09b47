namespace Scim.Protocol.Filters;

/// <summary><c>attrPath op value</c>, or <c>attrPath pr</c> (then <see cref="Value"/> is not used).</summary>
public sealed record ComparisonNode(AttributeReference Attribute, ComparisonOperator Operator, FilterLiteral Value) : FilterNode
{
    public override string ToString() => Operator == ComparisonOperator.Pr
        ? $"{Attribute} pr"
        : $"{Attribute} {Operator.ToString().ToLowerInvariant()} {Value}";
}
