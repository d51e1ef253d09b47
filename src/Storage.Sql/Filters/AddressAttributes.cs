using Scim.Protocol.Errors;
using Scim.Protocol.Paths;

namespace Scim.Storage.Sql.Filters;

/// <summary>Attributes that are made from the address of the request and are nowhere stored: <c>meta.location</c>, the <c>$ref</c> of groups and members.</summary>
internal static class AddressAttributes
{
    public static ScimException Refuse(AttributeTarget target) => new(
        Refusals.FilterAttribute,
        $"'{target.Attribute.Name}.{target.SubAttribute?.Name}' depends on the address of the request and cannot be filtered by; use the id.");
}
