using Scim.Grains.Storage.Operations;
using Scim.Grains.Storage.Rows;
using Scim.Protocol.Groups;
using MemberChange = Scim.Grains.Storage.Operations.MemberChange;

namespace Scim.Grains.Groups;

/// <summary>What has to be written to make a group what a request asks.</summary>
internal static class GroupChanges
{
    /// <summary>
    /// Null when nothing can differ. Additions and removals commute, so they alone are held to no version; whatever was decided by the present
    /// state is.
    /// </summary>
    /// <param name="present">The group as it is.</param>
    /// <param name="plan">What the request asks.</param>
    /// <param name="members">What it comes down to for the members.</param>
    /// <param name="extensions">What it comes down to for the data of extensions; null to leave it.</param>
    public static ChangeGroup? Between(GroupRow present, GroupChange plan, MemberChange members, NewExtensions? extensions)
    {
        var name = plan.DisplayName.IsSet && plan.DisplayName.Value != present.DisplayName ? plan.DisplayName.Value : null;
        var externalId = plan.ExternalId.IsSet && plan.ExternalId.Value != present.ExternalId ? new NewText(plan.ExternalId.Value) : null;
        if (name is null && externalId is null && extensions is null && members is { ReplacesAll: false, Add: [], Remove: [] })
        {
            return null;
        }

        var commutes = name is null && externalId is null && plan.Extensions is null && !members.ReplacesAll && plan.Edits.All(e => e is MemberEdit.Add or MemberEdit.Remove);
        return new ChangeGroup(
            present.Key, commutes ? null : present.Version, name, name is null ? null : RoleKeyRule.Check(name), externalId, members)
        {
            Extensions = extensions,
        };
    }
}
