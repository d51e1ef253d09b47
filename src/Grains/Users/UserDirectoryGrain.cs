using Orleans.Concurrency;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Users;
using Scim.Grains.Requests;
using Scim.Protocol.Deviations;
using Scim.Protocol.Json;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Grains.Users;

/// <inheritdoc cref="IUserDirectoryGrain"/>
[StatelessWorker, Reentrant]
internal sealed class UserDirectoryGrain(UserReads reads, UserQueries queries, UserCreation creation, WriteLoop writes) : Grain, IUserDirectoryGrain
{
    public Task<Outcome<UserResource>> Create(TenantKey tenant, WriteRequest request) => RequestBoundary.Answer(async () =>
    {
        using var body = JsonBody.Parse(request.Body);
        var resource = ResourceBinder.BindCreate(SchemaCatalog.Core.User, body.RootElement, IdpProfile.Generic);
        var content = UserDocument.ContentOf(resource);
        var externalId = UserDocument.ExternalIdOf(resource);
        var created = await writes.Run(_ => creation.Try(tenant, content, externalId, request.TokenId));
        return created.ToResource();
    });

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
