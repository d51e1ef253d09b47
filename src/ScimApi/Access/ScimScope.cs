using Scim.Grains.Interfaces.Access;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Protocol.Deviations;

namespace Scim.Api.Access;

/// <summary>What an authorised SCIM request may touch, decided from its token and its URL (rule S2), and the base URL it came through (rule A5).</summary>
/// <param name="Tenant">The environment and the tenant; the tenant may not exist (rule G11).</param>
/// <param name="Grant">The token's.</param>
/// <param name="Profile">Which deviations from the RFCs it is forgiven.</param>
/// <param name="BaseUrl">What <c>meta.location</c>, <c>$ref</c> and <c>Location</c> begin with.</param>
internal sealed record ScimScope(TenantKey Tenant, AccessGrant Grant, IdpProfile Profile, string BaseUrl)
{
    /// <summary>The token, for the events.</summary>
    public Guid TokenId => Grant.TokenId;

    /// <summary>A change to be asked of a grain.</summary>
    public WriteRequest Write(byte[] body) => new(body, TokenId) { RefusedDeviations = Profile.Refused };
}
