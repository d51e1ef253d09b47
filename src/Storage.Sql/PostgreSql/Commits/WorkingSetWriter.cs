using Scim.Grains.Interfaces.Keys;
using Scim.Storage.Sql.PostgreSql.Groups;
using Scim.Storage.Sql.PostgreSql.Users;
using static Scim.Storage.Sql.PostgreSql.PostgreSqlParameters;

namespace Scim.Storage.Sql.PostgreSql.Commits;

/// <summary>
/// Writes what has changed in a working set: one statement for each table and kind of change. What goes is written before what comes, so that a name that
/// became free in the batch can be taken in it; inserted rows are in order of their unique names, so that two nodes wait for each other in one direction.
/// </summary>
internal static class WorkingSetWriter
{
    private const string DeleteAssignments =
        """
        DELETE FROM assignments a USING unnest($1, $2, $3, $4) AS k(environment, tenant, role_id, user_id)
        WHERE a.environment = k.environment AND a.tenant = k.tenant AND a.role_id = k.role_id AND a.user_id = k.user_id
        """;

    private const string InsertAssignments =
        "INSERT INTO assignments (environment, tenant, role_id, user_id) SELECT * FROM unnest($1, $2, $3, $4)";

    private const string DeleteLinks =
        """
        DELETE FROM links l USING unnest($1, $2, $3) AS k(environment, tenant, user_id)
        WHERE l.environment = k.environment AND l.tenant = k.tenant AND l.user_id = k.user_id
        """;

    private const string SaveLinks =
        """
        INSERT INTO links (environment, tenant, user_id, external_id, version, modified) SELECT * FROM unnest($1, $2, $3, $4, $5, $6)
        ON CONFLICT (environment, user_id, tenant) DO UPDATE SET external_id = excluded.external_id, version = excluded.version, modified = excluded.modified
        """;

    private const string DeleteRoles =
        "DELETE FROM roles r USING unnest($1, $2) AS k(environment, id) WHERE r.environment = k.environment AND r.id = k.id";

    private const string DeleteGroupsOfRoles =
        "DELETE FROM groups g USING unnest($1, $2) AS k(environment, role_id) WHERE g.environment = k.environment AND g.role_id = k.role_id";

    private const string SaveRoles =
        """
        INSERT INTO roles (environment, id, key, display_name, defined, created) SELECT * FROM unnest($1, $2, $3, $4, $5, $6)
        ON CONFLICT (environment, id) DO UPDATE SET defined = excluded.defined
        """;

    private const string UpdateGroups =
        """
        UPDATE groups g SET held = k.held, number = k.number, name = k.name, name_key = k.name_key, name_folded = k.name_folded,
            external_id = k.external_id, version = k.version, member_count = k.member_count, created = k.created, modified = k.modified
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            AS k(environment, tenant, role_id, held, number, role_key, name, name_key, name_folded, external_id, version, member_count, created, modified)
        WHERE g.environment = k.environment AND g.tenant = k.tenant AND g.role_id = k.role_id
        """;

    private const string InsertGroups =
        """
        INSERT INTO groups (environment, tenant, role_id, held, number, role_key, name, name_key, name_folded, external_id, version, member_count, created, modified)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        """;

    // Apart, since few groups have such data: all other writes stay as they are.
    private const string SaveExtensions =
        """
        UPDATE groups g SET extensions = k.extensions, search = k.search::jsonb FROM unnest($1, $2, $3, $4, $5) AS k(environment, tenant, role_id, extensions, search)
        WHERE g.environment = k.environment AND g.tenant = k.tenant AND g.role_id = k.role_id
        """;

    private const string TouchTokens =
        "UPDATE tokens t SET last_used = k.used FROM unnest($1, $2, $3) AS k(environment, id, used) WHERE t.environment = k.environment AND t.id = k.id";

    public static void Add(WorkingSet set, PostgreSqlScript script)
    {
        var members = set.Members.Changes();
        var links = set.Links.Changes();
        if (members.Removed.Count > 0)
        {
            Assignments(DeleteAssignments, members.Removed, script);
        }

        if (links.Deleted.Count > 0)
        {
            script.Add(
                DeleteLinks, Ids(links.Deleted, static l => l.Key.Tenant.Environment.Id), Texts(links.Deleted, static l => l.Key.Tenant.Key),
                Ids(links.Deleted, static l => l.Key.UserId));
        }

        WriteRoles(set.Roles.Changes(), script);
        WriteGroups(set.Groups.Changes(), script);
        UserRowsWriter.Add(set.Users.Changes(), script);
        if (links.Inserted.Count > 0 || links.Updated.Count > 0)
        {
            Write([.. links.Inserted, .. links.Updated.ConvertAll(static l => (l.Key, l.After))], script);
        }

        if (members.Added.Count > 0)
        {
            Assignments(InsertAssignments, members.Added, script);
        }

        var tokens = set.Tokens.Changes().Updated;
        if (tokens.Count > 0)
        {
            script.Add(
                TouchTokens, Ids(tokens, static t => t.Key.Environment.Id), Ids(tokens, static t => t.Key.Id),
                OptionalNumbers(tokens, static t => t.After.LastUsed));
        }
    }

    private static void Assignments(string sql, List<(GroupKey Group, Guid User)> rows, PostgreSqlScript script) => script.Add(
        sql, Ids(rows, static a => a.Group.Tenant.Environment.Id), Texts(rows, static a => a.Group.Tenant.Key), Ids(rows, static a => a.Group.RoleId),
        Ids(rows, static a => a.User));

    private static void Write(List<(MembershipKey Key, LinkState Row)> links, PostgreSqlScript script) => script.Add(
        SaveLinks, Ids(links, static l => l.Key.Tenant.Environment.Id), Texts(links, static l => l.Key.Tenant.Key), Ids(links, static l => l.Key.UserId),
        Texts(links, static l => l.Row.ExternalId), Numbers(links, static l => l.Row.Version), Numbers(links, static l => l.Row.Modified));

    private static void WriteRoles(RowChanges<(EnvironmentKey Environment, Guid Id), RoleState> roles, PostgreSqlScript script)
    {
        if (roles.Deleted.Count > 0)
        {
            script.Add(DeleteGroupsOfRoles, Ids(roles.Deleted, static r => r.Key.Environment.Id), Ids(roles.Deleted, static r => r.Key.Id));
            script.Add(DeleteRoles, Ids(roles.Deleted, static r => r.Key.Environment.Id), Ids(roles.Deleted, static r => r.Key.Id));
        }

        if (roles.Inserted.Count > 0 || roles.Updated.Count > 0)
        {
            List<((EnvironmentKey Environment, Guid Id) Key, RoleState Row)> rows = [.. roles.Inserted, .. roles.Updated.ConvertAll(static r => (r.Key, r.After))];
            rows.Sort(static (left, right) => string.CompareOrdinal(left.Row.Key, right.Row.Key));
            script.Add(
                SaveRoles, Ids(rows, static r => r.Key.Environment.Id), Ids(rows, static r => r.Key.Id), Texts(rows, static r => r.Row.Key),
                Texts(rows, static r => r.Row.DisplayName), Flags(rows, static r => r.Row.Defined), Numbers(rows, static r => r.Row.Created));
        }
    }

    private static void WriteGroups(RowChanges<GroupKey, GroupState> groups, PostgreSqlScript script)
    {
        if (groups.Updated.Count > 0)
        {
            Write(UpdateGroups, groups.Updated.ConvertAll(static g => (g.Key, g.After)), script);
        }

        if (groups.Inserted.Count > 0)
        {
            groups.Inserted.Sort(static (left, right) => string.CompareOrdinal(left.Row.NameKey, right.Row.NameKey));
            Write(InsertGroups, groups.Inserted, script);
        }

        List<(GroupKey Key, GroupState Row)> extended =
        [
            .. groups.Updated.Where(static g => !g.Before.Extensions.AsSpan().SequenceEqual(g.After.Extensions)).Select(static g => (g.Key, g.After)),
            .. groups.Inserted.Where(static g => g.Row.Extensions is not null),
        ];
        if (extended.Count > 0)
        {
            script.Add(
                SaveExtensions, Ids(extended, static g => g.Key.Tenant.Environment.Id), Texts(extended, static g => g.Key.Tenant.Key), Ids(extended, static g => g.Key.RoleId),
                Blobs(extended, static g => g.Row.Extensions), Texts(extended, static g => g.Row.Extensions is { } data ? SearchDocument.Of(g.Row.Type, data) : null));
        }
    }

    private static void Write(string sql, List<(GroupKey Key, GroupState Row)> rows, PostgreSqlScript script) => script.Add(
        sql,
        Ids(rows, static g => g.Key.Tenant.Environment.Id), Texts(rows, static g => g.Key.Tenant.Key), Ids(rows, static g => g.Key.RoleId),
        Flags(rows, static g => g.Row.Held), Numbers(rows, static g => g.Row.Number), Texts(rows, static g => g.Row.RoleKey),
        Texts(rows, static g => g.Row.Name), Texts(rows, static g => g.Row.NameKey),
        Texts(rows, static g => Protocol.Comparisons.CaseFolding.Fold(g.Row.Name)), Texts(rows, static g => g.Row.ExternalId),
        Numbers(rows, static g => g.Row.Version), Numbers(rows, static g => g.Row.MemberCount), Numbers(rows, static g => g.Row.Created),
        Numbers(rows, static g => g.Row.Modified));
}
