using Orleans.Concurrency;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Users;
using Scim.Grains.Requests;
using Scim.Grains.Schemas;

namespace Scim.Grains.Users;

/// <inheritdoc cref="IUserDirectoryGrain"/>
[StatelessWorker, Reentrant]
internal sealed class UserDirectoryGrain(UserReads reads, UserQueries queries, IUserCreation creation, EnvironmentSchemas schemas) : Grain, IUserDirectoryGrain
{
    public Task<Outcome<UserResource>> Create(TenantKey tenant, WriteRequest request) => creation.Create(tenant, request);

    public Task<Outcome<UserResource>> Get(TenantKey tenant, Guid id)
    {
        var key = new MembershipKey(tenant, id);
        return reads.FromCopies(key) is { } kept && schemas.Find(tenant.Environment) is { } set
            ? Task.FromResult<Outcome<UserResource>>(kept.ToResource(set.Version))
            : RequestBoundary.Answer(async () =>
            {
                var user = await reads.Read(key) ?? throw UserRefusals.Missing(id);
                return user.ToResource((await schemas.Of(tenant.Environment)).Version);
            });
    }

    public Task<Outcome<Page<UserResource>>> List(TenantKey tenant, ListRequest request) =>
        RequestBoundary.Answer(() => queries.Page(tenant, request));
}
