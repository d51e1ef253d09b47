using Scim.Grains.Interfaces.Memberships;

namespace Scim.Api.Decisions;

/// <summary>What a user may do in a tenant.</summary>
/// <param name="Active">Whether the user is active.</param>
/// <param name="Roles">None while inactive (rule U6).</param>
internal sealed record EffectiveRolesResponse(bool Active, IReadOnlyList<EffectiveRoleResponse> Roles)
{
    public static EffectiveRolesResponse Of(EffectiveRoles roles) =>
        new(roles.Active, [.. roles.Roles.Select(r => new EffectiveRoleResponse(r.Id, r.Key, r.DisplayName))]);
}
