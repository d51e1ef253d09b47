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

    /// <summary>
    /// What a change is held to. One by a token that stands for a user, which is one of that user, also to the user's being active (rule U6): where it is decided, since a check before
    /// would be a race with the deactivation.
    /// </summary>
    /// <param name="asked">What the client asks; null: nothing.</param>
    public Precondition? Held(Precondition? asked) => Grant.UserId is null ? asked : (asked ?? new Precondition(null, null)) with { ActiveOnly = true };

    /// <summary>A change to be asked of a grain.</summary>
    public WriteRequest Write(byte[] body) => new(body, TokenId) { RefusedDeviations = Profile.Refused };
}
