namespace Scim.Protocol.Filters;

/// <summary><c>left and right</c> or <c>left or right</c>; <c>and</c> binds tighter.</summary>
public sealed record LogicalNode(bool IsAnd, FilterNode Left, FilterNode Right) : FilterNode
{
    public override string ToString() => IsAnd
        ? $"{Guard(Left, right: false)} and {Guard(Right, right: true)}"
        : $"{Left} or {(Right is LogicalNode { IsAnd: false } ? $"({Right})" : Right)}";

    // Both operators associate to the left, so a right-hand operand of the same kind keeps its parentheses.
    private static string Guard(FilterNode node, bool right) =>
        node is LogicalNode logical && (!logical.IsAnd || right) ? $"({node})" : node.ToString()!;
}
