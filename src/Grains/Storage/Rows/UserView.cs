using System.Collections.Immutable;
using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Interfaces.Users;

namespace Scim.Grains.Storage.Rows;

/// <summary>A user as one tenant sees it: profile, link and groups of one snapshot.</summary>
public sealed record UserView(UserRow User, LinkRow? Link, ImmutableArray<GroupName> Groups)
{
    /// <summary>As in <see cref="UserResource.Version"/>.</summary>
    public string Version => UserResource.VersionOf(User.Version, Link?.Version ?? 0);
}
