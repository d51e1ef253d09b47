using Scim.Grains.Interfaces.Keys;

namespace Scim.Grains.Interfaces.Access;

/// <summary>A valid token's scope (rule S2), with every identifier a URL may use for it (rule A3).</summary>
[GenerateSerializer, Immutable, Alias("AccessGrant")]
public sealed record AccessGrant
{
    [Id(0)]
    public required Guid TokenId { get; init; }

    [Id(1)]
    public required EnvironmentKey Environment { get; init; }

    /// <summary>The environment's key, as a URL may write it beside its id.</summary>
    [Id(2)]
    public required string EnvironmentPathKey { get; init; }

    [Id(3)]
    public required Guid ProjectId { get; init; }

    [Id(4)]
    public required string ProjectPathKey { get; init; }

    /// <summary>The only tenant it may use, or null for all of the environment.</summary>
    [Id(5)]
    public string? Tenant { get; init; }

    [Id(6)]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The token's profile, as <c>IdpProfiles</c> of Scim.Protocol writes it; null: generic.</summary>
    [Id(7)]
    public string? Profile { get; init; }

    /// <summary>The user that the token stands for; null when it stands for a connection (RFC 7644 §3.11).</summary>
    [Id(8)]
    public Guid? UserId { get; init; }
}
