using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage.Rows;

namespace Scim.Grains.Storage;

/// <summary>Reads of roles and groups.</summary>
public interface IGroupReader
{
    /// <summary>A group that the tenant holds; null when it holds none of that id (rule G6).</summary>
    ValueTask<Loaded<GroupRow?>> LoadGroup(GroupKey key, CancellationToken cancellation);

    /// <summary>The members with their display names (displayName, else userName), in order of user id; with the group's row of the same snapshot.</summary>
    ValueTask<Loaded<GroupWithMembers?>> LoadMembers(GroupKey key, CancellationToken cancellation);

    /// <summary>What a POST of a name has to know (rules G2 to G4, G11), in one snapshot.</summary>
    ValueTask<Loaded<TakeUpState>> LoadTakeUp(TenantKey tenant, string roleKey, CancellationToken cancellation);

    /// <summary>One page of the groups the tenant holds, in the order asked for or the stable one of creation, in one snapshot. Empty for a tenant that does not exist (rule G11).</summary>
    ValueTask<StorePage<GroupWithMembers>> QueryGroups(TenantKey tenant, StoreQuery query, CancellationToken cancellation);
}
