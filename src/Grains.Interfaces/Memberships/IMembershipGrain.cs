using Orleans.Concurrency;
using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;

namespace Scim.Grains.Interfaces.Memberships;

/// <summary>One user in one tenant: serialises the single-member changes, which are what IdPs send most. Calls no other grain. Key: <see cref="MembershipKey"/>.</summary>
[Alias("IMembershipGrain")]
public interface IMembershipGrain : IGrainWithStringKey
{
    /// <summary>Grants the role; granting it again changes nothing (rule G9).</summary>
    [Alias("Assign")]
    Task<Outcome<GroupResource>> Assign(Guid roleId, Guid? tokenId);

    /// <summary>Revokes the role; revoking what is not held changes nothing (rule G10).</summary>
    [Alias("Revoke")]
    Task<Outcome<GroupResource>> Revoke(Guid roleId, Guid? tokenId);

    /// <summary>The decision query: what the user may do in this tenant; nothing while inactive (rule U6).</summary>
    [AlwaysInterleave, Alias("EffectiveRoles")]
    Task<Outcome<EffectiveRoles>> EffectiveRoles();
}
