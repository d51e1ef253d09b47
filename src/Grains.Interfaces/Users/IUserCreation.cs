using System.Text.Json;
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

    /// <summary>The same from a body that has been parsed already.</summary>
    /// <param name="tenant">Where it is created.</param>
    /// <param name="body">One object, parsed by the rules of the bodies of requests. Has to live until the answer is there.</param>
    /// <param name="tokenId">As <see cref="WriteRequest.TokenId"/>.</param>
    /// <param name="refusedDeviations">As <see cref="WriteRequest.RefusedDeviations"/>.</param>
    Task<Outcome<UserResource>> Create(TenantKey tenant, JsonElement body, Guid? tokenId, int refusedDeviations);
}
