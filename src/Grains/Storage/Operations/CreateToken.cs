using Scim.Grains.Interfaces.Keys;

namespace Scim.Grains.Storage.Operations;

/// <summary>Stores a token by its SHA-256. Missing: environment, tenant, user. Event <c>token.created</c>.</summary>
public sealed record CreateToken(
    EnvironmentKey Environment, Guid Id, byte[] Hash, string? Tenant, string Description, DateTimeOffset? ExpiresAt) : StoreOperation
{
    /// <summary>As <see cref="Interfaces.Environments.TokenDraft.Profile"/>.</summary>
    public string? Profile { get; init; }

    /// <summary>As <see cref="Interfaces.Environments.TokenDraft.UserId"/>.</summary>
    public Guid? UserId { get; init; }
}
