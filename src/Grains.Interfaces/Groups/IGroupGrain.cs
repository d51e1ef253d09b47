using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;

namespace Scim.Grains.Interfaces.Groups;

/// <summary>One tenant's view of a role: serialises what changes more than one member. Key: <see cref="GroupKey"/>.</summary>
[Alias("IGroupGrain")]
public interface IGroupGrain : IGrainWithStringKey
{
    /// <summary>PUT: name, externalId and the whole member list in one transaction (rule G12).</summary>
    [Alias("Replace")]
    Task<Outcome<GroupResource>> Replace(WriteRequest request);

    /// <summary>PATCH of anything but a single member, in one transaction (rule G12).</summary>
    [Alias("Patch")]
    Task<Outcome<GroupResource>> Patch(WriteRequest request);

    /// <summary>Revokes the tenant's assignments and releases the role there (rule G8).</summary>
    [Alias("Delete")]
    Task<Outcome<Done>> Delete(Guid? tokenId);

    /// <summary>As <see cref="Replace"/>, of a group whose version in the tenant the precondition allows: it holds when the change is committed.</summary>
    [Alias("ReplaceIf")]
    Task<Outcome<GroupResource>> ReplaceIf(WriteRequest request, Precondition precondition);

    /// <summary>Any PATCH under a precondition, one of a single member too.</summary>
    [Alias("PatchIf")]
    Task<Outcome<GroupResource>> PatchIf(WriteRequest request, Precondition precondition);

    /// <summary>As <see cref="Delete"/>, under a precondition.</summary>
    [Alias("DeleteIf")]
    Task<Outcome<Done>> DeleteIf(Guid? tokenId, Precondition precondition);
}
