namespace Scim.Protocol.Filters;

/// <summary><c>attr[filter]</c>: one element of the multi-valued attribute satisfies the whole inner filter.</summary>
public sealed record ValuePathNode(AttributeReference Attribute, FilterNode Inner) : FilterNode
{
    public override string ToString() => $"{Attribute}[{Inner}]";
}
