using Orleans.Placement;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Users;

namespace Scim.Grains.Users;

/// <inheritdoc cref="IUserGrain"/>
[PreferLocalPlacement, CollectionAgeLimit(Minutes = 2)]
internal sealed class UserGrain(UserModification users) : Grain, IUserGrain
{
    private UserKey? _key;

    private UserKey Key => _key ??= GrainKeys.ParseUser(this.GetPrimaryKeyString());

    public Task<Outcome<UserResource>> Replace(TenantKey tenant, WriteRequest request) => users.Replace(In(tenant), request, null);

    public Task<Outcome<UserResource>> ReplaceIf(TenantKey tenant, WriteRequest request, Precondition precondition) => users.Replace(In(tenant), request, precondition);

    public Task<Outcome<UserResource>> Patch(TenantKey tenant, WriteRequest request) => users.Patch(In(tenant), request, null);

    public Task<Outcome<UserResource>> PatchIf(TenantKey tenant, WriteRequest request, Precondition precondition) => users.Patch(In(tenant), request, precondition);

    public Task<Outcome<Done>> Delete(TenantKey tenant, Guid? tokenId) => users.Delete(In(tenant), tokenId, null);

    public Task<Outcome<Done>> DeleteIf(TenantKey tenant, Guid? tokenId, Precondition precondition) => users.Delete(In(tenant), tokenId, precondition);

    private MembershipKey In(TenantKey tenant) => new(tenant, Key.Id);
}
