using Scim.Grains.Storage;
using Scim.Grains.Storage.Rows;

namespace Scim.Grains.Coherence;

/// <summary>
/// A group's members as kept: good while the group is at the same version and no member's display name has changed,
/// that is while <paramref name="Names"/> is still the environment's copy under <see cref="CopyKind.MemberNames"/>.
/// </summary>
internal sealed record GroupMembersCopy(GroupWithMembers Content, object Names);
