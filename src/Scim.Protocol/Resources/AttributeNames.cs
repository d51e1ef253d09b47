using Scim.Protocol.Schemas;

namespace Scim.Protocol.Resources;

/// <summary>How the explanations of refusals name an attribute.</summary>
internal static class AttributeNames
{
    public static string Of(AttributeDefinition definition, AttributeDefinition? owner) =>
        owner is null ? definition.Name : $"{owner.Name}.{definition.Name}";
}
