using Scim.Grains.Interfaces.Keys;
using Scim.Protocol.Errors;

namespace Scim.Grains.Users;

/// <summary>The refusals of user requests.</summary>
internal static class UserRefusals
{
    public static ScimException Missing(Guid id) => new(Refusals.UserMissing, $"There is no user '{id}'.");

    public static ScimException NameTaken(string userName) =>
        new(Refusals.UserNameTaken, $"The userName '{userName}' belongs to another user of this environment.");

    /// <summary>Rule G11: word for word what identity providers are promised.</summary>
    public static ScimException TenantMissing(TenantKey tenant) =>
        new(Refusals.TenantMissing, $"Tenant '{tenant.Key}' does not exist in this environment");
}
