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

    /// <summary>As <see cref="Replace"/>, of a user whose version in the tenant the precondition allows: it holds when the change is committed.</summary>
    [Alias("ReplaceIf")]
    Task<Outcome<UserResource>> ReplaceIf(TenantKey tenant, WriteRequest request, Precondition precondition);

    /// <summary>As <see cref="Patch"/>, under a precondition.</summary>
    [Alias("PatchIf")]
    Task<Outcome<UserResource>> PatchIf(TenantKey tenant, WriteRequest request, Precondition precondition);

    /// <summary>As <see cref="Delete"/>, under a precondition.</summary>
    [Alias("DeleteIf")]
    Task<Outcome<Done>> DeleteIf(TenantKey tenant, Guid? tokenId, Precondition precondition);
}
