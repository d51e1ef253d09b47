using Orleans.Concurrency;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Users;
using Scim.Grains.Requests;

namespace Scim.Grains.Users;

/// <inheritdoc cref="IUserDirectoryGrain"/>
[StatelessWorker, Reentrant]
internal sealed class UserDirectoryGrain(UserReads reads, UserQueries queries, IUserCreation creation) : Grain, IUserDirectoryGrain
{
    public Task<Outcome<UserResource>> Create(TenantKey tenant, WriteRequest request) => creation.Create(tenant, request);

    public Task<Outcome<UserResource>> Get(TenantKey tenant, Guid id)
    {
        var key = new MembershipKey(tenant, id);
        return reads.FromCopies(key) is { } view
            ? Task.FromResult<Outcome<UserResource>>(view.ToResource())
            : RequestBoundary.Answer(async () => (await reads.Load(key) ?? throw UserRefusals.Missing(id)).ToResource());
    }

    public Task<Outcome<Page<UserResource>>> List(TenantKey tenant, ListRequest request) =>
        RequestBoundary.Answer(() => queries.Page(tenant, request));
}
