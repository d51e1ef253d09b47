using System.Collections.Immutable;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage.Rows;

namespace Scim.Grains.Storage;

/// <summary>Reads of users. Point reads complete synchronously where the database can.</summary>
public interface IUserReader
{
    ValueTask<Loaded<UserRow?>> LoadUser(UserKey key, CancellationToken cancellation);

    /// <summary>A user with this tenant's membership and group names, in one snapshot.</summary>
    ValueTask<Loaded<UserView?>> LoadUserView(MembershipKey key, CancellationToken cancellation);

    /// <summary>The tenant's link and roles of a user; <see cref="MembershipRow.None"/> where there is nothing.</summary>
    ValueTask<Loaded<MembershipRow>> LoadMembership(MembershipKey key, CancellationToken cancellation);

    /// <summary>Finds a user by userName (rule U2: by its invariant lower case).</summary>
    ValueTask<Loaded<UserRow?>> FindUser(EnvironmentKey environment, string userName, CancellationToken cancellation);

    /// <summary>
    /// Finds the users that group members name (rule G10): by id where the value is one, else by userName. Answers only those found, by value as given.
    /// </summary>
    ValueTask<IReadOnlyDictionary<string, Guid>> ResolveMembers(EnvironmentKey environment, ImmutableArray<string> values, CancellationToken cancellation);

    /// <summary>One page of the environment's users as the tenant sees them, in the order asked for or the stable one of creation, in one snapshot.</summary>
    ValueTask<StorePage<UserView>> QueryUsers(TenantKey tenant, StoreQuery query, CancellationToken cancellation);
}
