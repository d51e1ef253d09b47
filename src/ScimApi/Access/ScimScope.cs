using Scim.Grains.Interfaces.Keys;

namespace Scim.Api.Access;

/// <summary>What an authorised SCIM request may touch, decided from its token and its URL (rule S2), and the base URL it came through (rule A5).</summary>
/// <param name="Tenant">The environment and the tenant; the tenant may not exist (rule G11).</param>
/// <param name="TokenId">The token, for the events.</param>
/// <param name="BaseUrl">What <c>meta.location</c>, <c>$ref</c> and <c>Location</c> begin with.</param>
internal sealed record ScimScope(TenantKey Tenant, Guid TokenId, string BaseUrl);
