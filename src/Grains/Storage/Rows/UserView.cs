using System.Collections.Immutable;
using Scim.Grains.Interfaces.Groups;

namespace Scim.Grains.Storage.Rows;

/// <summary>A user as one tenant sees it: profile, link and groups of one snapshot.</summary>
public sealed record UserView(UserRow User, LinkRow? Link, ImmutableArray<GroupName> Groups);
