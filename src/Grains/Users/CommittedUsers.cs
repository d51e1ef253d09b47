using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Users;
using Scim.Protocol.Errors;

namespace Scim.Grains.Users;

/// <inheritdoc cref="ICommittedUsers"/>
internal sealed class CommittedUsers(UserReads reads, UserQueries queries) : ICommittedUsers
{
    public UserResource? Find(MembershipKey key) => reads.FromCopies(key)?.ToResource();

    public Page<UserResource>? LookUp(TenantKey tenant, ListRequest request)
    {
        if (request.Filter is not { } filter
            || !(filter.StartsWith("userName eq", StringComparison.OrdinalIgnoreCase) || filter.StartsWith("id eq", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        try
        {
            return queries.FromCopies(tenant, request);
        }
        catch (ScimException)
        {
            // What is wrong with it is the grain's to say.
            return null;
        }
    }
}
