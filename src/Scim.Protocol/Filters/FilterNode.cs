namespace Scim.Protocol.Filters;

/// <summary>
/// A filter (RFC 7644 §3.4.2.2) as a tree of four kinds of node. <see cref="object.ToString"/> prints text that parses back to the same tree.
/// </summary>
public abstract record FilterNode
{
    private protected FilterNode()
    {
    }
}
