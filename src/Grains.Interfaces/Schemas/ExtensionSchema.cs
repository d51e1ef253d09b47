namespace Scim.Grains.Interfaces.Schemas;

/// <summary>An extension schema that an environment has added (RFC 7643 §3.3, §7).</summary>
[GenerateSerializer, Immutable, Alias("ExtensionSchema")]
public sealed record ExtensionSchema
{
    /// <summary>For the events; the schema is known by its URN.</summary>
    [Id(0)]
    public required Guid Id { get; init; }

    /// <summary>Unique in the environment; compared without regard to case, shown as it was first given.</summary>
    [Id(1)]
    public required string Urn { get; init; }

    /// <summary>The resource type that it extends: <c>User</c> or <c>Group</c>.</summary>
    [Id(2)]
    public required string ResourceType { get; init; }

    /// <summary>Whether every resource of the type must carry it.</summary>
    [Id(3)]
    public required bool Required { get; init; }

    /// <summary>The schema as UTF-8 JSON with all characteristics of its attributes; checked.</summary>
    [Id(4)]
    public required byte[] Document { get; init; }

    [Id(5)]
    public required DateTimeOffset Created { get; init; }

    [Id(6)]
    public required DateTimeOffset LastModified { get; init; }
}
