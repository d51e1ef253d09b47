using System.Collections.Immutable;
using Npgsql;
using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage.Rows;

namespace Scim.Storage.Sql.PostgreSql.Users;

/// <summary>The columns of a user as a tenant sees it, in the order in which they are read.</summary>
internal static class UserColumns
{
    public const string User = "u.id, u.user_name, u.display_name, u.active, u.provisional, u.version, u.created, u.modified, u.profile";

    /// <summary>A user, the tenant's link, and its groups as two arrays; <c>m</c> is <see cref="Memberships"/>.</summary>
    public const string View = $"{User}, l.external_id, l.version, l.modified, m.ids, m.names";

    /// <summary>What joins the link and the groups of <c>u</c> in the tenant <c>s.tenant</c>. OFFSET 0 keeps a look-up one: joined otherwise, a page could read all links.</summary>
    public const string Memberships =
        """
        LEFT JOIN LATERAL (SELECT * FROM links WHERE environment = u.environment AND user_id = u.id AND tenant = s.tenant OFFSET 0) l ON TRUE
        LEFT JOIN LATERAL (
            SELECT array_agg(a.role_id ORDER BY a.role_id) AS ids, array_agg(g.name ORDER BY a.role_id) AS names
            FROM assignments a JOIN groups g ON g.environment = a.environment AND g.tenant = a.tenant AND g.role_id = a.role_id
            WHERE a.environment = u.environment AND a.user_id = u.id AND a.tenant = s.tenant
        ) m ON TRUE
        """;

    private const int UserCount = 9;

    public static UserRow ReadUser(NpgsqlDataReader row, int first, EnvironmentKey environment) => new()
    {
        Key = new UserKey(environment, row.GetGuid(first)),
        UserName = row.GetString(first + 1),
        DisplayName = row.GetString(first + 2),
        Active = row.GetBoolean(first + 3),
        Provisional = row.GetBoolean(first + 4),
        Version = row.GetInt64(first + 5),
        Created = row.Time(first + 6),
        LastModified = row.Time(first + 7),
        Profile = row.GetFieldValue<byte[]>(first + 8),
    };

    public static UserView ReadView(NpgsqlDataReader row, int first, EnvironmentKey environment)
    {
        var link = first + UserCount;
        return new UserView(ReadUser(row, first, environment), ReadLink(row, link), ReadGroups(row, link + 3));
    }

    /// <summary>Null when the tenant has no link.</summary>
    public static LinkRow? ReadLink(NpgsqlDataReader row, int first) =>
        row.IsDBNull(first + 1) ? null : new LinkRow(row.OptionalText(first), row.GetInt64(first + 1), row.Time(first + 2));

    private static ImmutableArray<GroupName> ReadGroups(NpgsqlDataReader row, int first)
    {
        if (row.IsDBNull(first))
        {
            return [];
        }

        var (ids, names) = (row.GetFieldValue<Guid[]>(first), row.GetFieldValue<string[]>(first + 1));
        var groups = ImmutableArray.CreateBuilder<GroupName>(ids.Length);
        for (var i = 0; i < ids.Length; i++)
        {
            groups.Add(new GroupName(ids[i], names[i]));
        }

        return groups.MoveToImmutable();
    }
}
