using Scim.Grains.Interfaces.Keys;

namespace Scim.Grains.Storage.Operations;

/// <summary>Creates a tenant; it holds every administrator-defined role at once. Missing: environment. Conflict: <see cref="ConflictKind.TenantKey"/>. Event <c>tenant.created</c>.</summary>
public sealed record CreateTenant(TenantKey Key, Guid Id, string Name) : StoreOperation;
