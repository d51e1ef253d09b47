using Npgsql;
using Scim.Grains.Interfaces.Keys;
using Scim.Storage.Sql.PostgreSql.Groups;
using Scim.Storage.Sql.PostgreSql.Users;
using Scim.Storage.Sql.Users;
using static Scim.Storage.Sql.PostgreSql.PostgreSqlParameters;

namespace Scim.Storage.Sql.PostgreSql.Commits;

/// <summary>
/// Locks and reads what a plan names. First the locks, in the order schemas, user, role, group, token and in each by key (architecture.md, write rules);
/// then the reads, each a statement of its own: it sees what was committed while the locks were waited for.
/// </summary>
internal static class WorkingSetLoader
{
    private const string LockSchemas = "SELECT environment, version FROM schema_sets WHERE environment = ANY ($1) ORDER BY environment FOR SHARE";

    private const string LockUsers =
        """
        SELECT u.environment, u.id FROM unnest($1, $2) AS k(environment, id) JOIN users u ON u.environment = k.environment AND u.id = k.id
        ORDER BY u.environment, u.id FOR UPDATE OF u
        """;

    private const string LockRoles =
        """
        SELECT r.environment, r.id, r.key, r.display_name, r.defined, r.created
        FROM (
            SELECT environment, id FROM unnest($1, $2) AS i(environment, id)
            UNION
            SELECT n.environment, n.id FROM unnest($3, $4) AS k(environment, key) JOIN roles n ON n.environment = k.environment AND n.key = k.key
        ) w JOIN roles r ON r.environment = w.environment AND r.id = w.id
        ORDER BY r.environment, r.id FOR UPDATE OF r
        """;

    // The groups of users that go are found here, once their rows are locked: no more can be added to them.
    private const string LockGroups =
        """
        SELECT g.environment, g.tenant, g.role_id, g.held, g.number, g.role_key, g.name, g.name_key, g.external_id, g.version, g.member_count, g.created, g.modified, g.extensions
        FROM (
            SELECT environment, tenant, role_id FROM unnest($1, $2, $3) AS k(environment, tenant, role_id)
            UNION
            SELECT a.environment, a.tenant, a.role_id FROM unnest($4, $5) AS d(environment, user_id)
            JOIN assignments a ON a.environment = d.environment AND a.user_id = d.user_id
        ) w JOIN groups g ON g.environment = w.environment AND g.tenant = w.tenant AND g.role_id = w.role_id
        ORDER BY g.environment, g.tenant, g.role_id FOR UPDATE OF g
        """;

    private const string LockTokens =
        """
        SELECT t.environment, t.id, t.last_used FROM unnest($1, $2) AS k(environment, id) JOIN tokens t ON t.environment = k.environment AND t.id = k.id
        ORDER BY t.environment, t.id FOR UPDATE OF t
        """;

    private const string ReadUsers =
        """
        SELECT u.environment, u.id, u.number, u.user_name, u.display_name, u.active, u.provisional, u.version, u.created, u.modified, u.emails, u.profile
        FROM unnest($1, $2) AS k(environment, id) JOIN users u ON u.environment = k.environment AND u.id = k.id
        """;

    private const string ReadUserNames =
        """
        SELECT u.environment, k.folded, u.id
        FROM unnest($1, $2) AS k(environment, folded) JOIN users u ON u.environment = k.environment AND scim_index_key(u.user_name_folded) = scim_index_key(k.folded)
        """;

    private const string ReadLinks =
        """
        SELECT l.environment, l.tenant, l.user_id, l.external_id, l.version, l.modified
        FROM unnest($1, $2, $3) AS k(environment, tenant, user_id) JOIN links l ON l.environment = k.environment AND l.tenant = k.tenant AND l.user_id = k.user_id
        """;

    private const string ReadAllLinks =
        """
        SELECT l.environment, l.tenant, l.user_id, l.external_id, l.version, l.modified
        FROM unnest($1, $2) AS k(environment, user_id) JOIN links l ON l.environment = k.environment AND l.user_id = k.user_id
        """;

    private const string ReadGroupNames =
        """
        SELECT g.environment, g.tenant, g.name_key, g.role_id
        FROM unnest($1, $2, $3) AS k(environment, tenant, name_key) JOIN groups g ON g.environment = k.environment AND g.tenant = k.tenant AND g.name_key = k.name_key
        """;

    private const string ReadMembers =
        """
        SELECT a.environment, a.tenant, a.role_id, a.user_id
        FROM unnest($1, $2, $3, $4) AS k(environment, tenant, role_id, user_id)
        JOIN assignments a ON a.environment = k.environment AND a.tenant = k.tenant AND a.role_id = k.role_id AND a.user_id = k.user_id
        """;

    private const string ReadAllMembers =
        """
        SELECT a.environment, a.tenant, a.role_id, a.user_id
        FROM unnest($1, $2, $3) AS k(environment, tenant, role_id)
        JOIN assignments a ON a.environment = k.environment AND a.tenant = k.tenant AND a.role_id = k.role_id
        """;

    private const string ReadMembershipsOf =
        """
        SELECT a.environment, a.tenant, a.role_id, a.user_id
        FROM unnest($1, $2) AS k(environment, user_id) JOIN assignments a ON a.environment = k.environment AND a.user_id = k.user_id
        """;

    private const string CountHolders =
        """
        SELECT k.environment, k.id, count(*)::integer FROM unnest($1, $2) AS k(environment, id)
        JOIN groups g ON g.environment = k.environment AND g.role_id = k.id AND g.held GROUP BY k.environment, k.id
        """;

    private const string ReadTenants =
        "SELECT t.environment, t.key FROM unnest($1, $2) AS k(environment, key) JOIN tenants t ON t.environment = k.environment AND t.key = k.key";

    private const string ReadEnvironments = "SELECT id FROM environments WHERE id = ANY ($1)";

    private const string UserNumbers = "SELECT nextval('user_numbers') FROM generate_series(1, $1)";

    private const string GroupNumbers = "SELECT nextval('group_numbers') FROM generate_series(1, $1)";

    public static void Add(CommitPlan plan, WorkingSet set, PostgreSqlScript script)
    {
        Lock(plan, set, script);
        ReadUserRows(plan, set, script);
        ReadGroupRows(plan, set, script);
        if (plan.Tenants.Count > 0)
        {
            script.Read(
                ReadTenants, row => set.Tenants.Add(Tenant(row, 0)), Ids(plan.Tenants, static t => t.Environment.Id), Texts(plan.Tenants, static t => t.Key));
        }

        if (plan.Environments.Count > 0)
        {
            script.Read(ReadEnvironments, row => set.Environments.Add(Environment(row, 0)), Ids(plan.Environments, static e => e.Id));
        }

        if (plan.UserNumbers > 0)
        {
            script.Read(UserNumbers, row => set.UserNumbers.Enqueue(row.GetInt64(0)), Of((long)plan.UserNumbers));
        }

        if (plan.GroupNumbers > 0)
        {
            script.Read(GroupNumbers, row => set.GroupNumbers.Enqueue(row.GetInt64(0)), Of((long)plan.GroupNumbers));
        }
    }

    private static void Lock(CommitPlan plan, WorkingSet set, PostgreSqlScript script)
    {
        if (plan.Schemas.Count > 0)
        {
            script.Read(LockSchemas, row => set.Schemas[Environment(row, 0)] = row.GetInt64(1), Ids(plan.Schemas, static e => e.Id));
        }

        if (plan.Users.Count > 0)
        {
            script.Read(
                LockUsers, row => set.Users.Load(User(row, 0), UserState.Referenced),
                Ids(plan.Users, static u => u.Environment.Id), Ids(plan.Users, static u => u.Id));
        }

        if (plan.Roles.Count > 0 || plan.RoleKeys.Count > 0)
        {
            script.Read(
                LockRoles,
                row =>
                {
                    var (environment, id) = (Environment(row, 0), row.GetGuid(1));
                    var role = new RoleState(row.GetString(2), row.GetString(3), row.GetBoolean(4), row.GetInt64(5));
                    set.Roles.Load((environment, id), role);
                    set.RoleKeys.Load(new RoleKey(environment, role.Key), new Owner(id));
                },
                Ids(plan.Roles, static r => r.Environment.Id), Ids(plan.Roles, static r => r.Id),
                Ids(plan.RoleKeys, static r => r.Environment.Id), Texts(plan.RoleKeys, static r => r.Key));
        }

        if (plan.Groups.Count > 0 || plan.DeletedUsers.Count > 0)
        {
            script.Read(
                LockGroups, row => set.Groups.Load(Group(row), ReadGroup(row)),
                Ids(plan.Groups, static g => g.Tenant.Environment.Id), Texts(plan.Groups, static g => g.Tenant.Key), Ids(plan.Groups, static g => g.RoleId),
                Ids(plan.DeletedUsers, static u => u.Environment.Id), Ids(plan.DeletedUsers, static u => u.Id));
        }

        if (plan.Tokens.Count > 0)
        {
            script.Read(
                LockTokens,
                row => set.Tokens.Load((Environment(row, 0), row.GetGuid(1)), new TokenUse(row.IsDBNull(2) ? null : row.GetInt64(2))),
                Ids(plan.Tokens, static t => t.Environment.Id), Ids(plan.Tokens, static t => t.Id));
        }
    }

    private static void ReadUserRows(CommitPlan plan, WorkingSet set, PostgreSqlScript script)
    {
        if (plan.FullUsers.Count > 0)
        {
            script.Read(
                ReadUsers, row => set.Users.Load(User(row, 0), ReadUser(row)),
                Ids(plan.FullUsers, static u => u.Environment.Id), Ids(plan.FullUsers, static u => u.Id));
        }

        if (plan.UserNames.Count > 0)
        {
            script.Read(
                ReadUserNames, row => set.UserNames.Load((Environment(row, 0), row.GetString(1)), new Owner(row.GetGuid(2))),
                Ids(plan.UserNames, static n => n.Environment.Id), Texts(plan.UserNames, static n => n.Folded));
        }

        if (plan.Links.Count > 0)
        {
            script.Read(
                ReadLinks, row => LoadLink(row, set),
                Ids(plan.Links, static l => l.Tenant.Environment.Id), Texts(plan.Links, static l => l.Tenant.Key), Ids(plan.Links, static l => l.UserId));
        }

        if (plan.DeletedUsers.Count > 0)
        {
            var (environments, users) = (Ids(plan.DeletedUsers, static u => u.Environment.Id), Ids(plan.DeletedUsers, static u => u.Id));
            script.Read(ReadAllLinks, row => LoadLink(row, set), environments, users);
            script.Read(
                ReadMembershipsOf, row => set.Members.Load(Group(row), row.GetGuid(3)),
                Ids(plan.DeletedUsers, static u => u.Environment.Id), Ids(plan.DeletedUsers, static u => u.Id));
        }
    }

    private static void ReadGroupRows(CommitPlan plan, WorkingSet set, PostgreSqlScript script)
    {
        if (plan.GroupNames.Count > 0)
        {
            script.Read(
                ReadGroupNames, row => set.GroupNames.Load((Tenant(row, 0), row.GetString(2)), new Owner(row.GetGuid(3))),
                Ids(plan.GroupNames, static n => n.Tenant.Environment.Id), Texts(plan.GroupNames, static n => n.Tenant.Key),
                Texts(plan.GroupNames, static n => n.NameKey));
        }

        if (plan.Members.Count > 0)
        {
            script.Read(
                ReadMembers, row => set.Members.Load(Group(row), row.GetGuid(3)),
                Ids(plan.Members, static m => m.Group.Tenant.Environment.Id), Texts(plan.Members, static m => m.Group.Tenant.Key),
                Ids(plan.Members, static m => m.Group.RoleId), Ids(plan.Members, static m => m.User));
        }

        if (plan.FullMembers.Count > 0)
        {
            script.Read(
                ReadAllMembers, row => set.Members.Load(Group(row), row.GetGuid(3)),
                Ids(plan.FullMembers, static g => g.Tenant.Environment.Id), Texts(plan.FullMembers, static g => g.Tenant.Key),
                Ids(plan.FullMembers, static g => g.RoleId));
        }

        if (plan.ReleasedRoles.Count > 0)
        {
            script.Read(
                CountHolders, row => set.Holders.Load((Environment(row, 0), row.GetGuid(1)), new HolderCount(row.GetInt32(2))),
                Ids(plan.ReleasedRoles, static r => r.Environment.Id), Ids(plan.ReleasedRoles, static r => r.Id));
        }
    }

    private static EnvironmentKey Environment(NpgsqlDataReader row, int column) => new(row.GetGuid(column));

    private static UserKey User(NpgsqlDataReader row, int first) => new(Environment(row, first), row.GetGuid(first + 1));

    private static TenantKey Tenant(NpgsqlDataReader row, int first) => new(Environment(row, first), row.GetString(first + 1));

    private static GroupKey Group(NpgsqlDataReader row) => new(Tenant(row, 0), row.GetGuid(2));

    private static void LoadLink(NpgsqlDataReader row, WorkingSet set) => set.Links.Load(
        new MembershipKey(Tenant(row, 0), row.GetGuid(2)), new LinkState(row.IsDBNull(3) ? null : row.GetString(3), row.GetInt64(4), row.GetInt64(5)));

    private static UserState ReadUser(NpgsqlDataReader row) => new()
    {
        Number = row.GetInt64(2),
        UserName = row.GetString(3),
        DisplayName = row.GetString(4),
        Active = row.GetBoolean(5),
        Provisional = row.GetBoolean(6),
        Version = row.GetInt64(7),
        Created = row.GetInt64(8),
        Modified = row.GetInt64(9),
        Emails = IndexedEmails.Parse(row.IsDBNull(10) ? null : row.GetString(10)).Values,
        Profile = row.GetFieldValue<byte[]>(11),
    };

    private static GroupState ReadGroup(NpgsqlDataReader row) => new()
    {
        Held = row.GetBoolean(3),
        Number = row.GetInt64(4),
        RoleKey = row.GetString(5),
        Name = row.GetString(6),
        NameKey = row.IsDBNull(7) ? null : row.GetString(7),
        ExternalId = row.IsDBNull(8) ? null : row.GetString(8),
        Version = row.GetInt64(9),
        MemberCount = row.GetInt32(10),
        Created = row.GetInt64(11),
        Modified = row.GetInt64(12),
        Extensions = row.OptionalBlob(13),
    };
}
