namespace Scim.Grains.Interfaces.Keys;

/// <summary>One user of an environment (rule U1).</summary>
[GenerateSerializer, Immutable, Alias("UserKey")]
public readonly record struct UserKey([property: Id(0)] EnvironmentKey Environment, [property: Id(1)] Guid Id);
