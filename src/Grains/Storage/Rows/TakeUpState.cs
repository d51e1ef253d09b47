namespace Scim.Grains.Storage.Rows;

/// <summary>What bears on a POST of a group name.</summary>
/// <param name="TenantExists">Rule G11.</param>
/// <param name="Role">The environment's role of the normalised key, whoever holds it (rules G2, G3).</param>
/// <param name="Held">The tenant's group of that role, whatever its present name (rule G4).</param>
/// <param name="NamedAlike">The tenant's group whose present name normalises to the key (rules G4, G7).</param>
public sealed record TakeUpState(bool TenantExists, RoleRow? Role, GroupRow? Held, GroupRow? NamedAlike);
