using System.Collections.Immutable;

namespace Scim.Grains.Storage.Rows;

/// <summary>What a tenant knows of a user: its link, if any, and the ids of the roles held there, in order.</summary>
public sealed record MembershipRow(LinkRow? Link, ImmutableArray<Guid> RoleIds)
{
    public static readonly MembershipRow None = new(null, []);
}
