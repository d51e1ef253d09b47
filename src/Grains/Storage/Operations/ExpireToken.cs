using Scim.Grains.Interfaces.Keys;

namespace Scim.Grains.Storage.Operations;

/// <summary>Moves a token's expiry nearer (never further), for a rotation's overlap. Missing: token. Event <c>token.rotated</c>.</summary>
public sealed record ExpireToken(EnvironmentKey Environment, Guid Id, DateTimeOffset ExpiresAt) : StoreOperation;
