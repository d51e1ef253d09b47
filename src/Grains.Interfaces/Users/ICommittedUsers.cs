using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;

namespace Scim.Grains.Interfaces.Users;

/// <summary>
/// What a silo's process can answer from its own committed copies without a call: only what is provably current, exactly as
/// <see cref="IUserDirectoryGrain"/> would answer it. Null means: ask the grain. There is none in a process without a silo.
/// </summary>
public interface ICommittedUsers
{
    UserResource? Find(MembershipKey key);

    /// <summary>The look-up of one user by userName or by id, which identity providers send before every change; null for any other list.</summary>
    Page<UserResource>? LookUp(TenantKey tenant, ListRequest request);
}
