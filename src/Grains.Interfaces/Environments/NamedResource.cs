namespace Scim.Grains.Interfaces.Environments;

/// <summary>A project, an environment or a tenant: an id, a key unique where it lives (rule A3), a name for people.</summary>
[GenerateSerializer, Immutable, Alias("NamedResource")]
public sealed record NamedResource(
    [property: Id(0)] Guid Id, [property: Id(1)] string Key, [property: Id(2)] string Name, [property: Id(3)] DateTimeOffset Created);
