using Scim.Grains.Interfaces.Keys;

namespace Scim.Grains.Storage.Operations;

/// <summary>
/// Sets or clears a tenant's externalId of a user (rule U3). <paramref name="ExpectedVersion"/> is 0 for no link yet. Missing: user, tenant (only when setting). Event <c>user.linked</c>.
/// </summary>
public sealed record SetExternalId(MembershipKey Key, long ExpectedVersion, string? ExternalId) : StoreOperation;
