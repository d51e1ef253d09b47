using Scim.Protocol.Paths;
using Scim.Protocol.Schemas;

namespace Scim.Storage.Sql.Filters;

/// <summary>The sub-attributes of <c>meta</c> (RFC 7643 §3.1), which are columns.</summary>
/// <param name="ResourceType">A text literal.</param>
/// <param name="Created">Ticks.</param>
/// <param name="LastModified">Ticks.</param>
/// <param name="Version">The entity tag as it is shown.</param>
internal sealed record MetaSlots(string ResourceType, string Created, string LastModified, string Version)
{
    public SqlSlots Find(AttributeTarget target) => new SqlSlots.One(sub => Slot(target, sub));

    private SqlSlot Slot(AttributeTarget target, AttributeDefinition? sub) => sub?.Name switch
    {
        "resourceType" => new SqlSlot(SlotKind.Text, ResourceType),
        "created" => new SqlSlot(SlotKind.Instant, Created),
        "lastModified" => new SqlSlot(SlotKind.Instant, LastModified),
        "version" => new SqlSlot(SlotKind.Text, Version),

        // meta itself is always there.
        null => new SqlSlot(SlotKind.Instant, Created),
        _ => throw AddressAttributes.Refuse(target with { SubAttribute = sub }),
    };
}
