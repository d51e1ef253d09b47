using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Storage.Rows;

namespace Scim.Grains.Groups;

/// <summary>Makes what a tenant sees of a group; a change is answered with the members as long as they are few.</summary>
internal sealed class GroupAnswers(GroupReads reads)
{
    /// <summary>The most members that the answer to a change carries.</summary>
    public const int MostMembers = 1000;

    /// <summary>The answer to a change: at least as new as <paramref name="row"/>.</summary>
    public async ValueTask<GroupResource> AfterChange(GroupRow row)
    {
        if (row.MemberCount == 0)
        {
            return ToResource(row, MemberList.Empty);
        }

        return row.MemberCount <= MostMembers && await ReadSince(row) is { } group
            ? ToResource(group.Group, group.Members)
            : ToResource(row, null);
    }

    // A change may find its work done by another that is committed and not announced yet: then this node's copies are older than what it has found.
    private async ValueTask<GroupWithMembers?> ReadSince(GroupRow row)
    {
        var group = await reads.ReadWithMembers(row.Key);
        return group is null || group.Group.Version >= row.Version ? group : await reads.LoadWithMembers(row.Key);
    }

    public static GroupResource ToResource(GroupRow row, MemberList? members) => new()
    {
        Id = row.Key.RoleId,
        DisplayName = row.DisplayName,
        ExternalId = row.ExternalId,
        Version = row.Version,
        Created = row.Created,
        LastModified = row.LastModified,
        MemberCount = row.MemberCount,
        Members = members,
    };
}
