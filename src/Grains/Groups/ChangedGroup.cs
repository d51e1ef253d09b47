using Scim.Grains.Storage.Operations;
using Scim.Grains.Storage.Rows;

namespace Scim.Grains.Groups;

/// <summary>A group after a request, and how it came about.</summary>
/// <param name="Row">At least as new as what the request has committed.</param>
/// <param name="Before">The members that it was decided on; null if they are not known here, or nothing was changed.</param>
/// <param name="Change">What was committed of members.</param>
internal sealed record ChangedGroup(GroupRow Row, HeldMembers? Before, MemberChange Change)
{
    public static ChangedGroup Unchanged(GroupRow row) => new(row, null, MemberChange.None);
}
