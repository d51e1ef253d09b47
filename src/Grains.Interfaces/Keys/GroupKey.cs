namespace Scim.Grains.Interfaces.Keys;

/// <summary>What one tenant sees of a role: a SCIM Group. <paramref name="RoleId"/> is the Group's <c>id</c>.</summary>
[GenerateSerializer, Immutable, Alias("GroupKey")]
public readonly record struct GroupKey([property: Id(0)] TenantKey Tenant, [property: Id(1)] Guid RoleId);
