using Scim.Grains.Interfaces.Keys;

namespace Scim.Grains.Storage.Operations;

/// <summary>
/// An administrator defines a role: every tenant holds it from then on, those created later too. A role of that key and displayName that tenants hold already is marked as defined.
/// Conflicts: <see cref="ConflictKind.RoleKey"/> (another displayName), <see cref="ConflictKind.GroupName"/> (a tenant holds a name that normalises alike). Event <c>role.defined</c>.
/// </summary>
public sealed record DefineRole(RoleKey Key, Guid CandidateId, string DisplayName) : StoreOperation;
