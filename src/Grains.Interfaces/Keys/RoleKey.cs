namespace Scim.Grains.Interfaces.Keys;

/// <summary>One role of an environment by its normalised key (rule G1): ASCII letters, digits, <c>-</c> and <c>_</c>; case counts.</summary>
[GenerateSerializer, Immutable, Alias("RoleKey")]
public readonly record struct RoleKey([property: Id(0)] EnvironmentKey Environment, [property: Id(1)] string Key);
