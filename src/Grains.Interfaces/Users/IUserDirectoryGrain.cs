using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;

namespace Scim.Grains.Interfaces.Users;

/// <summary>A stateless worker: what needs no activation per user.</summary>
[Alias("IUserDirectoryGrain")]
public interface IUserDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>POST (RFC 7644 §3.3); adopts a provisional user of that userName (rule G10).</summary>
    [Alias("Create")]
    Task<Outcome<UserResource>> Create(TenantKey tenant, WriteRequest request);

    [Alias("Get")]
    Task<Outcome<UserResource>> Get(TenantKey tenant, Guid id);

    [Alias("List")]
    Task<Outcome<Page<UserResource>>> List(TenantKey tenant, ListRequest request);
}
