using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;

namespace Scim.Grains.Interfaces.Users;

/// <summary>One user of an environment: serialises the changes of the shared profile. Key: <see cref="UserKey"/>.</summary>
[Alias("IUserGrain")]
public interface IUserGrain : IGrainWithStringKey
{
    /// <summary>PUT (RFC 7644 §3.5.1), as seen from one tenant.</summary>
    [Alias("Replace")]
    Task<Outcome<UserResource>> Replace(TenantKey tenant, WriteRequest request);

    /// <summary>PATCH (RFC 7644 §3.5.2), as seen from one tenant.</summary>
    [Alias("Patch")]
    Task<Outcome<UserResource>> Patch(TenantKey tenant, WriteRequest request);

    /// <summary>Removes the user with every membership in every tenant (rule U7).</summary>
    [Alias("Delete")]
    Task<Outcome<Done>> Delete(TenantKey tenant, Guid? tokenId);
}
