using System.Collections.Immutable;
using Scim.Grains.Interfaces.Keys;

namespace Scim.Grains.Storage.Operations;

/// <summary>
/// A tenant takes up a role: with <paramref name="DefinesRole"/> the definition is inserted first (conflict <see cref="ConflictKind.RoleKey"/>), else it must exist (missing: role).
/// The group starts empty, without override, externalId and data of extensions, then gets these (rule G8); its version goes on from an earlier holding.
/// Missing: tenant, user. Conflicts: <see cref="ConflictKind.GroupHeld"/>, <see cref="ConflictKind.GroupName"/>. Event <c>group.created</c>.
/// </summary>
public sealed record TakeUpGroup(
    GroupKey Key, bool DefinesRole, string RoleKey, string DisplayName, string? ExternalId, ImmutableArray<Guid> Members) : StoreOperation
{
    /// <summary>The tenant's data of extensions, or null for none.</summary>
    public NewExtensions? Extensions { get; init; }
}
