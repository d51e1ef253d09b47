using System.Text;
using Npgsql;
using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage.Rows;

namespace Scim.Storage.Sql.PostgreSql.Groups;

/// <summary>The columns of a group in the order in which they are read.</summary>
internal static class GroupColumns
{
    public const string All = "g.role_id, g.role_key, g.name, g.external_id, g.version, g.member_count, g.created, g.modified, g.extensions";

    public const int Count = 9;

    /// <summary>The members of <c>g</c> as two arrays, in order of user id.</summary>
    public const string Members =
        """
        LEFT JOIN LATERAL (
            SELECT array_agg(a.user_id ORDER BY a.user_id) AS ids, array_agg(u.display_name ORDER BY a.user_id) AS names
            FROM assignments a JOIN users u ON u.environment = a.environment AND u.id = a.user_id
            WHERE a.environment = g.environment AND a.tenant = g.tenant AND a.role_id = g.role_id
        ) m ON TRUE
        """;

    /// <summary>Null where there is none.</summary>
    public static GroupRow? ReadOptional(NpgsqlDataReader row, int first, TenantKey tenant) => row.IsDBNull(first) ? null : Read(row, first, tenant);

    public static GroupRow Read(NpgsqlDataReader row, int first, TenantKey tenant) => new()
    {
        Key = new GroupKey(tenant, row.GetGuid(first)),
        RoleKey = row.GetString(first + 1),
        DisplayName = row.GetString(first + 2),
        ExternalId = row.OptionalText(first + 3),
        Version = row.GetInt64(first + 4),
        MemberCount = row.GetInt32(first + 5),
        Created = row.Time(first + 6),
        LastModified = row.Time(first + 7),
        Extensions = row.OptionalBlob(first + 8),
    };

    public static MemberList ReadMembers(NpgsqlDataReader row, int first)
    {
        if (row.IsDBNull(first))
        {
            return MemberList.Empty;
        }

        var (ids, names) = (row.GetFieldValue<Guid[]>(first), row.GetFieldValue<string[]>(first + 1));
        var members = new MemberListBuilder(ids.Length);
        var utf8 = Array.Empty<byte>();
        for (var i = 0; i < ids.Length; i++)
        {
            var longest = Encoding.UTF8.GetMaxByteCount(names[i].Length);
            if (utf8.Length < longest)
            {
                utf8 = new byte[longest];
            }

            members.Add(ids[i], utf8.AsSpan(0, Encoding.UTF8.GetBytes(names[i], utf8)));
        }

        return members.Build();
    }
}
