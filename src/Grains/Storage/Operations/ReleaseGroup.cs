using Scim.Grains.Interfaces.Keys;

namespace Scim.Grains.Storage.Operations;

/// <summary>Revokes a tenant's assignments of a role and releases it there; the definition goes when no tenant holds it and no administrator defined it (rule G8). Missing: group. Events <c>group.deleted</c>, then <c>role.deleted</c>.</summary>
public sealed record ReleaseGroup(GroupKey Key, long? ExpectedVersion) : StoreOperation;
