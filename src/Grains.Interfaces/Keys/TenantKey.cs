namespace Scim.Grains.Interfaces.Keys;

/// <summary>One tenant of an environment, whether it exists or not: the scope of groups, memberships and externalIds.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Key">The tenant's key, <c>[A-Za-z0-9_-]{1,64}</c> (rule A4); case counts.</param>
[GenerateSerializer, Immutable, Alias("TenantKey")]
public readonly record struct TenantKey([property: Id(0)] EnvironmentKey Environment, [property: Id(1)] string Key);
