namespace Scim.Grains.Interfaces.Groups;

/// <summary>A group's id and its present name in a tenant.</summary>
[GenerateSerializer, Immutable, Alias("GroupName")]
public readonly record struct GroupName([property: Id(0)] Guid Id, [property: Id(1)] string DisplayName);
