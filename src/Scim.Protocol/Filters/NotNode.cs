namespace Scim.Protocol.Filters;

/// <summary><c>not (filter)</c>.</summary>
public sealed record NotNode(FilterNode Operand) : FilterNode
{
    public override string ToString() => $"not ({Operand})";
}
