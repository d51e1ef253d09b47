namespace Scim.Grains.Interfaces.Memberships;

/// <summary>A role held: its id, its key in the environment, its present name in the tenant.</summary>
[GenerateSerializer, Immutable, Alias("EffectiveRole")]
public readonly record struct EffectiveRole([property: Id(0)] Guid Id, [property: Id(1)] string Key, [property: Id(2)] string DisplayName);
