using System.Collections.Immutable;

namespace Scim.Grains.Interfaces.Memberships;

/// <summary>The answer to a decision query.</summary>
/// <param name="Active">Whether the user is active.</param>
/// <param name="Roles">The roles that count now: none while inactive (rule U6).</param>
[GenerateSerializer, Immutable, Alias("EffectiveRoles")]
public sealed record EffectiveRoles([property: Id(0)] bool Active, [property: Id(1)] ImmutableArray<EffectiveRole> Roles);
