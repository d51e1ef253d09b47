using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;

namespace Scim.Grains.Interfaces.Queries;

/// <summary>A stateless worker: queries over all resource types (RFC 7644 §3.4.2.1).</summary>
[Alias("IResourceDirectoryGrain")]
public interface IResourceDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>Users come before groups where no order is asked for, and among resources of one value.</summary>
    [Alias("List")]
    Task<Outcome<Page<FoundResource>>> List(TenantKey tenant, ListRequest request);
}
