using Scim.Protocol.Schemas;

namespace Scim.Protocol.Paths;

/// <summary>An attribute reference found in a resource type's schemas.</summary>
/// <param name="Extension">The extension schema it lives in; null for the base schema and the common attributes.</param>
/// <param name="Attribute">The top-level attribute (of the base schema or of the extension).</param>
/// <param name="SubAttribute">Its sub-attribute, if one was named.</param>
public sealed record AttributeTarget(Schema? Extension, AttributeDefinition Attribute, AttributeDefinition? SubAttribute)
{
    /// <summary>What is finally addressed.</summary>
    public AttributeDefinition Leaf => SubAttribute ?? Attribute;
}
