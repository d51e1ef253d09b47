namespace Scim.Grains.Interfaces.Environments;

/// <summary>A token as administrators see it: never its secret.</summary>
[GenerateSerializer, Immutable, Alias("TokenResource")]
public sealed record TokenResource
{
    [Id(0)]
    public required Guid Id { get; init; }

    /// <summary>The tenant's key, or null for an environment token.</summary>
    [Id(1)]
    public string? Tenant { get; init; }

    [Id(2)]
    public required string Description { get; init; }

    [Id(3)]
    public required DateTimeOffset Created { get; init; }

    [Id(4)]
    public DateTimeOffset? ExpiresAt { get; init; }

    [Id(5)]
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>To about a minute.</summary>
    [Id(6)]
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>The profile, as <c>IdpProfiles</c> of Scim.Protocol writes it; null: generic.</summary>
    [Id(7)]
    public string? Profile { get; init; }

    /// <summary>The user that the token stands for; null when it stands for a connection.</summary>
    [Id(8)]
    public Guid? UserId { get; init; }
}
