using Scim.Protocol.Schemas;

namespace Scim.Storage.Sql.Filters;

/// <summary>Where the slots of an attribute are.</summary>
internal abstract record SqlSlots
{
    private SqlSlots()
    {
    }

    /// <summary>A single value; the sub-attribute is null for the value itself.</summary>
    public sealed record One(Func<AttributeDefinition?, SqlSlot> Slot) : SqlSlots;

    /// <summary>One row for each element: what stands behind <c>FROM</c>, with the condition that ties it to the resource and the order of the elements.</summary>
    public sealed record Many(string Rows, string Condition, string Order, Func<AttributeDefinition?, SqlSlot> Slot) : SqlSlots;
}
