using Scim.Grains.Interfaces.Groups;

namespace Scim.Grains.Storage.Rows;

/// <summary>A group and, where they were asked for, its members, of one snapshot.</summary>
public sealed record GroupWithMembers(GroupRow Group, MemberList? Members);
