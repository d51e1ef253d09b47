using Scim.Grains.Interfaces.Keys;

namespace Scim.Grains.Storage.Operations;

/// <summary>
/// Changes a group's name in its tenant, its externalId, its members, its data of extensions: one version, one event <c>group.changed</c>, none of both when nothing differs (rule G12).
/// </summary>
/// <param name="Key">The group. Missing: group, user (an added one).</param>
/// <param name="ExpectedVersion">Null for pure additions and removals, which commute.</param>
/// <param name="DisplayName">The new name with its normalised form, or null. Conflict: <see cref="ConflictKind.GroupName"/>.</param>
/// <param name="NameKey">The normalised form of <paramref name="DisplayName"/>.</param>
/// <param name="ExternalId">The new externalId, or null to leave it.</param>
/// <param name="Members">The change of members.</param>
public sealed record ChangeGroup(
    GroupKey Key, long? ExpectedVersion, string? DisplayName, string? NameKey, NewText? ExternalId, MemberChange Members) : StoreOperation
{
    /// <summary>New data of extensions, or null to leave it.</summary>
    public NewExtensions? Extensions { get; init; }
}
