using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage.Operations;

namespace Scim.Storage.Sql.PostgreSql.Commits;

/// <summary>What operations will look at: read off the operations alone, so that all of it can be locked and loaded at once.</summary>
internal sealed class CommitPlan
{
    /// <summary>Environments whose set of schemas must stay as it is until the commit.</summary>
    public HashSet<EnvironmentKey> Schemas { get; } = [];

    /// <summary>Users to be locked.</summary>
    public HashSet<UserKey> Users { get; } = [];

    /// <summary>Those of them whose rows are needed.</summary>
    public HashSet<UserKey> FullUsers { get; } = [];

    /// <summary>Those of them that go, with all that hangs on them.</summary>
    public HashSet<UserKey> DeletedUsers { get; } = [];

    public HashSet<(EnvironmentKey Environment, string Folded)> UserNames { get; } = [];

    public HashSet<MembershipKey> Links { get; } = [];

    public HashSet<(EnvironmentKey Environment, Guid Id)> Roles { get; } = [];

    public HashSet<RoleKey> RoleKeys { get; } = [];

    /// <summary>Roles whose holders are counted.</summary>
    public HashSet<(EnvironmentKey Environment, Guid Id)> ReleasedRoles { get; } = [];

    public HashSet<GroupKey> Groups { get; } = [];

    public HashSet<(TenantKey Tenant, string NameKey)> GroupNames { get; } = [];

    /// <summary>Groups whose members are all loaded.</summary>
    public HashSet<GroupKey> FullMembers { get; } = [];

    public HashSet<(GroupKey Group, Guid User)> Members { get; } = [];

    public HashSet<TenantKey> Tenants { get; } = [];

    public HashSet<EnvironmentKey> Environments { get; } = [];

    public HashSet<(EnvironmentKey Environment, Guid Id)> Tokens { get; } = [];

    public int UserNumbers { get; set; }

    public int GroupNumbers { get; set; }

    /// <summary>Whether an operation can be planned; others are rare and go step by step.</summary>
    public static bool CanPlan(StoreOperation operation) => operation
        is CreateUser or ChangeUser or DeleteUser or SetExternalId or TakeUpGroup or ChangeGroup or ReleaseGroup or TouchToken or RequireSchemas;

    public void Add(StoreOperation operation)
    {
        switch (operation)
        {
            case CreateUser create:
                Environments.Add(create.Key.Environment);
                UserNames.Add((create.Key.Environment, Sql.Users.UserNames.Fold(create.Content.UserName)));
                UserNumbers++;
                break;
            case ChangeUser change:
                AddFull(change.Key);
                UserNames.Add((change.Key.Environment, Sql.Users.UserNames.Fold(change.Content.UserName)));
                break;
            case DeleteUser delete:
                AddFull(delete.Key);
                DeletedUsers.Add(delete.Key);
                break;
            case SetExternalId set:
                Users.Add(new UserKey(set.Key.Tenant.Environment, set.Key.UserId));
                Links.Add(set.Key);
                Tenants.Add(set.Key.Tenant);
                break;
            case TakeUpGroup takeUp:
                Add(takeUp);
                break;
            case ChangeGroup change:
                Add(change);
                break;
            case ReleaseGroup release:
                Roles.Add((release.Key.Tenant.Environment, release.Key.RoleId));
                ReleasedRoles.Add((release.Key.Tenant.Environment, release.Key.RoleId));
                Groups.Add(release.Key);
                FullMembers.Add(release.Key);
                break;
            case RequireSchemas require:
                Schemas.Add(require.Environment);
                break;
            case TouchToken touch:
                Tokens.Add((touch.Environment, touch.Id));
                break;
        }
    }

    /// <summary>What it takes to make a tenant hold a role.</summary>
    public void AddHolding(GroupKey key, string roleKey)
    {
        Groups.Add(key);
        GroupNames.Add((key.Tenant, roleKey));
        GroupNumbers++;
    }

    private void Add(TakeUpGroup takeUp)
    {
        var environment = takeUp.Key.Tenant.Environment;
        Tenants.Add(takeUp.Key.Tenant);
        if (takeUp.DefinesRole)
        {
            RoleKeys.Add(new RoleKey(environment, takeUp.RoleKey));
        }
        else
        {
            Roles.Add((environment, takeUp.Key.RoleId));
        }

        AddHolding(takeUp.Key, takeUp.RoleKey);
        foreach (var user in takeUp.Members)
        {
            Users.Add(new UserKey(environment, user));
        }
    }

    private void Add(ChangeGroup change)
    {
        Groups.Add(change.Key);
        if (change.NameKey is { } nameKey)
        {
            GroupNames.Add((change.Key.Tenant, nameKey));
        }

        if (change.Members.ReplacesAll)
        {
            FullMembers.Add(change.Key);
        }

        foreach (var user in change.Members.Add)
        {
            Users.Add(new UserKey(change.Key.Tenant.Environment, user));
            Members.Add((change.Key, user));
        }

        foreach (var user in change.Members.Remove)
        {
            Members.Add((change.Key, user));
        }
    }

    private void AddFull(UserKey user)
    {
        Users.Add(user);
        FullUsers.Add(user);
    }
}
