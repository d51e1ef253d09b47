using System.Collections.Immutable;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Grains.Storage.Rows;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Grains.Users;

/// <summary>What has to be written to make one state of a user, as a tenant sees it, into another. Profile and externalId are one change (rule U9).</summary>
internal static class UserChanges
{
    /// <summary>Empty when nothing differs: then nothing is written and no version moves. A provisional user is adopted in any case (rule G10).</summary>
    public static ImmutableArray<StoreOperation> Between(MembershipKey key, UserView present, ResourceType type, ScimObject before, ScimObject after)
    {
        var operations = ImmutableArray.CreateBuilder<StoreOperation>(2);
        var profile = after.Without("externalId");
        if (present.User.Provisional || !profile.Equals(before.Without("externalId")))
        {
            operations.Add(new ChangeUser(key.User, present.User.Version, UserDocument.ContentOf(type, profile)));
        }

        AddLink(operations, key, present.Link, UserDocument.ExternalIdOf(after));
        return operations.DrainToImmutable();
    }

    /// <summary>A POST that adopts a provisional user makes it exactly the resource sent (rule G10).</summary>
    public static ImmutableArray<StoreOperation> Adopting(MembershipKey key, UserView present, UserContent content, string? externalId)
    {
        var operations = ImmutableArray.CreateBuilder<StoreOperation>(2);
        operations.Add(new ChangeUser(key.User, present.User.Version, content));
        AddLink(operations, key, present.Link, externalId);
        return operations.DrainToImmutable();
    }

    /// <summary>
    /// The same change, held to both parts of the version that the tenant saw (rule U9): what would not change a part is asked to leave it as it was then,
    /// which fails if it has moved and writes nothing if it has not.
    /// </summary>
    public static ImmutableArray<StoreOperation> HeldTo(MembershipKey key, UserView present, ImmutableArray<StoreOperation> change)
    {
        var held = change;
        if (!change.Any(operation => operation is SetExternalId))
        {
            held = held.Insert(0, new SetExternalId(key, present.Link?.Version ?? 0, present.Link?.ExternalId));
        }

        return change.Any(operation => operation is ChangeUser or DeleteUser) ? held : held.Insert(0, Unchanged(present.User));
    }

    /// <summary>The view after these operations.</summary>
    public static UserView Apply(UserView present, CommitResult.Committed committed)
    {
        foreach (var result in committed.Results)
        {
            present = new UserView(result.User ?? present.User, result.Link ?? present.Link, present.Groups);
        }

        return present;
    }

    private static void AddLink(ImmutableArray<StoreOperation>.Builder operations, MembershipKey key, LinkRow? link, string? externalId)
    {
        if (externalId != link?.ExternalId)
        {
            operations.Add(new SetExternalId(key, link?.Version ?? 0, externalId));
        }
    }

    private static ChangeUser Unchanged(UserRow user) => new(user.Key, user.Version, new UserContent
    {
        UserName = user.UserName,
        DisplayName = user.DisplayName,
        Active = user.Active,
        Profile = user.Profile,
    });
}
