namespace Scim.Grains.Interfaces.Environments;

/// <summary>One entry of an environment's provisioning log, written in the transaction of the change it describes.</summary>
[GenerateSerializer, Immutable, Alias("DirectoryEvent")]
public sealed record DirectoryEvent
{
    /// <summary>From 1, in commit order, without gaps.</summary>
    [Id(0)]
    public required long Position { get; init; }

    [Id(1)]
    public required DateTimeOffset Time { get; init; }

    /// <summary>The tenant through which the change came, or null for administration.</summary>
    [Id(2)]
    public string? Tenant { get; init; }

    [Id(3)]
    public Guid? TokenId { get; init; }

    /// <summary>What happened, e.g. <c>user.created</c>, <c>group.changed</c>.</summary>
    [Id(4)]
    public required string Kind { get; init; }

    [Id(5)]
    public required Guid ResourceId { get; init; }

    [Id(6)]
    public required long Version { get; init; }

    /// <summary>More about the change as JSON, e.g. the members added and removed; null when the kind says all.</summary>
    [Id(7)]
    public string? Detail { get; init; }
}
