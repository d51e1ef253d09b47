using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage.Rows;

namespace Scim.Storage.Sql.Sqlite.Groups;

/// <summary>The columns of a group's row in the order in which they are read.</summary>
internal static class GroupColumns
{
    public const string All = "g.role_id, g.role_key, g.name, g.external_id, g.version, g.member_count, g.created, g.modified, g.extensions";

    public const int Count = 9;

    public static GroupRow Read(SqliteStatement row, int first, TenantKey tenant) => new()
    {
        Key = new GroupKey(tenant, row.Id(first)),
        RoleKey = row.Text(first + 1),
        DisplayName = row.Text(first + 2),
        ExternalId = row.OptionalText(first + 3),
        Version = row.Int64(first + 4),
        MemberCount = row.Int32(first + 5),
        Created = row.Time(first + 6),
        LastModified = row.Time(first + 7),
        Extensions = row.IsNull(first + 8) ? null : row.Utf8(first + 8).ToArray(),
    };
}
