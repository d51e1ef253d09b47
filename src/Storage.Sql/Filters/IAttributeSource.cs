using Scim.Protocol.Filters;
using Scim.Protocol.Paths;

namespace Scim.Storage.Sql.Filters;

/// <summary>Where a resource type's attributes are stored, and which of them an index finds.</summary>
internal interface IAttributeSource
{
    /// <exception cref="Scim.Protocol.Errors.ScimException">The attribute depends on the address of the request, which the store does not know.</exception>
    SqlSlots Find(AttributeTarget target);

    /// <summary>The resources that an index finds for an equality; null when no index has it.</summary>
    Candidates? FindEqual(CheckedFilter.Comparison equality);

    /// <summary>The order of a single-valued attribute that every resource has, where an index holds it; null when none does.</summary>
    SqlOrder? FindOrder(AttributeTarget target);

    /// <summary>The resources last modified between two instants, both included.</summary>
    Candidates FindModified(long fromTicks, long toTicks, bool? active);

    /// <summary>The resources of that state of <c>active</c>; null when no index has it.</summary>
    Candidates? FindActive(bool active);
}
