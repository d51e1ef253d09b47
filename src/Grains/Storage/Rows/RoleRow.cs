using Scim.Grains.Interfaces.Keys;

namespace Scim.Grains.Storage.Rows;

/// <summary>A role's definition (rule G1).</summary>
/// <param name="Key">Environment and normalised key.</param>
/// <param name="Id">The id that every holder's Group shows.</param>
/// <param name="DisplayName">The role's own name, as first given; never changes (rule G7).</param>
/// <param name="Defined">Whether an administrator defined it.</param>
public sealed record RoleRow(RoleKey Key, Guid Id, string DisplayName, bool Defined);
