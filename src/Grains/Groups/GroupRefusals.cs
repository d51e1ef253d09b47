using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Rows;
using Scim.Grains.Users;
using Scim.Protocol.Errors;

namespace Scim.Grains.Groups;

/// <summary>The refusals of group requests. Their details speak of the tenant's own groups and of role keys, never of another tenant.</summary>
internal sealed class GroupRefusals(IDirectoryStore store)
{
    /// <summary>A group that is not there: because the tenant is not (rule G11), or because it does not hold it (rule G6).</summary>
    public async ValueTask<ScimException> Missing(GroupKey key)
    {
        var tenant = await store.FindTenant(key.Tenant, CancellationToken.None);
        return tenant.Value is null
            ? UserRefusals.TenantMissing(key.Tenant)
            : new ScimException(Refusals.GroupMissing, $"There is no group '{key.RoleId}'.");
    }

    public static ScimException NameTaken(string displayName, string nameKey, GroupRow holder) => new(
        Refusals.GroupNameTaken,
        $"'{displayName}' has the key '{nameKey}', and so has the name of the group '{holder.DisplayName}' ({holder.Key.RoleId}) that the tenant holds.");

    public static ScimException Held(string displayName, string roleKey, GroupRow holder) => new(
        Refusals.GroupHeld,
        holder.DisplayName == displayName
            ? $"The group '{displayName}' ({holder.Key.RoleId}, key '{roleKey}') exists already."
            : $"'{displayName}' has the key '{roleKey}', whose group ({holder.Key.RoleId}) the tenant holds under the name '{holder.DisplayName}'.");

    public static ScimException RoleKeyTaken(string displayName, string roleKey) => new(
        Refusals.RoleKeyTaken,
        $"'{displayName}' has the key '{roleKey}', and a role of that key exists in the environment under another displayName. Use that name, or one with another key.");
}
