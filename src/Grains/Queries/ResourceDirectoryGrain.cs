using Orleans.Concurrency;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Queries;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Requests;

namespace Scim.Grains.Queries;

/// <inheritdoc cref="IResourceDirectoryGrain"/>
[StatelessWorker, Reentrant]
internal sealed class ResourceDirectoryGrain(ResourceQueries queries) : Grain, IResourceDirectoryGrain
{
    public Task<Outcome<Page<FoundResource>>> List(TenantKey tenant, ListRequest request) => RequestBoundary.Answer(() => queries.Page(tenant, request));
}
