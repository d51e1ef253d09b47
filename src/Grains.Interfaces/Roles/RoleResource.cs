namespace Scim.Grains.Interfaces.Roles;

/// <summary>A role of an environment, as the administrator sees it.</summary>
/// <param name="Id">The Group id that every holder shows.</param>
/// <param name="Key">The normalised key; it never changes (rule G1).</param>
/// <param name="DisplayName">The role's own name, as first given.</param>
/// <param name="Defined">Whether an administrator defined it.</param>
/// <param name="Holders">How many tenants hold it.</param>
/// <param name="Created">When it was first defined.</param>
[GenerateSerializer, Immutable, Alias("RoleResource")]
public sealed record RoleResource(
    [property: Id(0)] Guid Id, [property: Id(1)] string Key, [property: Id(2)] string DisplayName, [property: Id(3)] bool Defined,
    [property: Id(4)] int Holders, [property: Id(5)] DateTimeOffset Created);
