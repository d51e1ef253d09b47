using Scim.Grains.Interfaces.Roles;

namespace Scim.Api.Administration;

/// <summary>A role of the environment.</summary>
/// <param name="Id">The Group id that every holder shows.</param>
/// <param name="Key">The normalised key (rule G1).</param>
/// <param name="DisplayName">The role's own name.</param>
/// <param name="Defined">Whether an administrator defined it.</param>
/// <param name="Holders">How many tenants hold it.</param>
/// <param name="CreatedAt">When it was first defined.</param>
internal sealed record RoleResponse(Guid Id, string Key, string DisplayName, bool Defined, int Holders, DateTimeOffset CreatedAt)
{
    public static RoleResponse Of(RoleResource role) => new(role.Id, role.Key, role.DisplayName, role.Defined, role.Holders, role.Created);
}
