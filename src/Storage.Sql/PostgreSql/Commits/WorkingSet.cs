using Scim.Grains.Interfaces.Keys;
using Scim.Storage.Sql.PostgreSql.Groups;
using Scim.Storage.Sql.PostgreSql.Users;

namespace Scim.Storage.Sql.PostgreSql.Commits;

/// <summary>
/// The part of the directory that a batch deals with: locked and read in one round trip, changed in memory by the rules, written in another.
/// </summary>
internal sealed class WorkingSet
{
    public WorkingRows<UserKey, UserState> Users { get; } = new();

    /// <summary>Who has a folded userName.</summary>
    public WorkingRows<(EnvironmentKey Environment, string Folded), Owner> UserNames { get; } = new();

    public WorkingRows<MembershipKey, LinkState> Links { get; } = new();

    public WorkingRows<(EnvironmentKey Environment, Guid Id), RoleState> Roles { get; } = new();

    public WorkingRows<RoleKey, Owner> RoleKeys { get; } = new();

    /// <summary>How many tenants hold a role; known of roles that are released.</summary>
    public WorkingRows<(EnvironmentKey Environment, Guid Id), HolderCount> Holders { get; } = new();

    public WorkingRows<GroupKey, GroupState> Groups { get; } = new();

    /// <summary>Which group of a tenant has a normalised name.</summary>
    public WorkingRows<(TenantKey Tenant, string NameKey), Owner> GroupNames { get; } = new();

    public WorkingMembers Members { get; } = new();

    public WorkingRows<(EnvironmentKey Environment, Guid Id), TokenUse> Tokens { get; } = new();

    public HashSet<TenantKey> Tenants { get; } = [];

    public HashSet<EnvironmentKey> Environments { get; } = [];

    /// <summary>The versions of the sets of schemas that are asked for; none where there never was an extension.</summary>
    public Dictionary<EnvironmentKey, long> Schemas { get; } = [];

    /// <summary>Places in the orders of creation. One that is not used stays unused.</summary>
    public Queue<long> UserNumbers { get; } = [];

    public Queue<long> GroupNumbers { get; } = [];

    public void Accept()
    {
        Users.Accept();
        UserNames.Accept();
        Links.Accept();
        Roles.Accept();
        RoleKeys.Accept();
        Holders.Accept();
        Groups.Accept();
        GroupNames.Accept();
        Members.Accept();
        Tokens.Accept();
    }

    public void TakeBack()
    {
        Users.TakeBack();
        UserNames.TakeBack();
        Links.TakeBack();
        Roles.TakeBack();
        RoleKeys.TakeBack();
        Holders.TakeBack();
        Groups.TakeBack();
        GroupNames.TakeBack();
        Members.TakeBack();
        Tokens.TakeBack();
    }

    public void Clear()
    {
        Users.Clear();
        UserNames.Clear();
        Links.Clear();
        Roles.Clear();
        RoleKeys.Clear();
        Holders.Clear();
        Groups.Clear();
        GroupNames.Clear();
        Members.Clear();
        Tokens.Clear();
        Tenants.Clear();
        Environments.Clear();
        Schemas.Clear();
        UserNumbers.Clear();
        GroupNumbers.Clear();
    }
}
