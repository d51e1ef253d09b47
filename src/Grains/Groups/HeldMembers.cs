using Scim.Grains.Interfaces.Groups;

namespace Scim.Grains.Groups;

/// <summary>The members that a group has at one version.</summary>
/// <param name="Version">The group's.</param>
/// <param name="List">In the order of ids.</param>
/// <param name="Names">What stood for "no display name has changed since" when the names were read; null of no members.</param>
internal sealed record HeldMembers(long Version, MemberList List, object? Names);
