using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;

namespace Scim.Grains.Interfaces.Groups;

/// <summary>A stateless worker: reads requests, sends them to the grain that serialises them, and answers lists.</summary>
[Alias("IGroupDirectoryGrain")]
public interface IGroupDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>POST: takes up the role of that name in the tenant (rules G2 to G5).</summary>
    [Alias("Create")]
    Task<Outcome<GroupResource>> Create(TenantKey tenant, WriteRequest request);

    [Alias("Get")]
    Task<Outcome<GroupResource>> Get(GroupKey group, bool withMembers);

    [Alias("List")]
    Task<Outcome<Page<GroupResource>>> List(TenantKey tenant, ListRequest request);

    /// <summary>PATCH: a change of one member goes to its membership, all else to the group.</summary>
    [Alias("Patch")]
    Task<Outcome<GroupResource>> Patch(GroupKey group, WriteRequest request);
}
