using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;

namespace Scim.Grains.Interfaces.Users;

/// <summary>
/// What <see cref="IUserDirectoryGrain.Create"/> does, without a call: the creation of a user needs no grain's turn, since the store's unique index decides every race (rule U2).
/// There is none in a process without a silo.
/// </summary>
public interface IUserCreation
{
    Task<Outcome<UserResource>> Create(TenantKey tenant, WriteRequest request);
}
