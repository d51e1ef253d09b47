namespace Scim.Grains.Interfaces.Keys;

/// <summary>One environment: the scope of users and roles.</summary>
[GenerateSerializer, Immutable, Alias("EnvironmentKey")]
public readonly record struct EnvironmentKey([property: Id(0)] Guid Id);
