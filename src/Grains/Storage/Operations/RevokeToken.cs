using Scim.Grains.Interfaces.Keys;

namespace Scim.Grains.Storage.Operations;

/// <summary>Revokes a token; revoking again changes nothing. Missing: token. Event <c>token.revoked</c>.</summary>
public sealed record RevokeToken(EnvironmentKey Environment, Guid Id) : StoreOperation;
