using Scim.Grains.Interfaces.Keys;

namespace Scim.Grains.Storage.Operations;

/// <summary>Records when a token was last used (never backwards). Writes no event and moves no position.</summary>
public sealed record TouchToken(EnvironmentKey Environment, Guid Id, DateTimeOffset UsedAt) : StoreOperation;
