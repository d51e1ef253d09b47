using Scim.Protocol.Filters;

namespace Scim.Protocol.Paths;

/// <summary>
/// A PATCH path as written (RFC 7644 §3.5.2, <c>PATH = attrPath / valuePath [subAttr]</c>), not yet checked against a schema.
/// A path that is a schema URN alone has <see cref="AttributeReference.SchemaUrn"/> set and an empty name.
/// </summary>
/// <param name="Attribute">The attribute; its sub-attribute is the one before a value filter or, without a filter, the whole <c>attr.sub</c>.</param>
/// <param name="ValueFilter">The filter in brackets, if any.</param>
/// <param name="SubAttribute">The sub-attribute behind the brackets, if any.</param>
public sealed record AttributePath(AttributeReference Attribute, FilterNode? ValueFilter, string? SubAttribute)
{
    public override string ToString() => ValueFilter is null
        ? Attribute.ToString()
        : $"{Attribute}[{ValueFilter}]{(SubAttribute is null ? "" : "." + SubAttribute)}";
}
