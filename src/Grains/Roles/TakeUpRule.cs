using Scim.Grains.Groups;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage.Rows;
using Scim.Grains.Users;
using Scim.Protocol.Errors;

namespace Scim.Grains.Roles;

/// <summary>What a POST of a group name means, by what the environment and the tenant hold (rules G2 to G4, G11).</summary>
/// <param name="RoleId">The role to be reused; null: a new one is to be defined.</param>
internal sealed record TakeUpRule(Guid? RoleId)
{
    /// <exception cref="ScimException"><see cref="Refusals.TenantMissing"/>, <see cref="Refusals.GroupHeld"/>, <see cref="Refusals.GroupNameTaken"/>, <see cref="Refusals.RoleKeyTaken"/>.</exception>
    public static TakeUpRule Decide(TakeUpState state, TenantKey tenant, string roleKey, string displayName) => state switch
    {
        { TenantExists: false } => throw UserRefusals.TenantMissing(tenant),
        { Held: { } held } => throw GroupRefusals.Held(displayName, roleKey, held),
        { NamedAlike: { } alike } => throw GroupRefusals.NameTaken(displayName, roleKey, alike),
        { Role: { } role } when role.DisplayName != displayName => throw GroupRefusals.RoleKeyTaken(displayName, roleKey),
        _ => new TakeUpRule(state.Role?.Id),
    };
}
