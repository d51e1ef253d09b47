using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage.Rows;

namespace Scim.Storage.Sql.Sqlite.Users;

/// <summary>The columns of a user and of a link in the order in which they are read.</summary>
internal static class UserColumns
{
    public const string User = "u.id, u.user_name, u.display_name, u.active, u.provisional, u.version, u.created, u.modified, u.profile";

    public const int UserCount = 9;

    public const string Link = "l.external_id, l.version, l.modified";

    public static UserRow ReadUser(SqliteStatement row, int first, EnvironmentKey environment) => new()
    {
        Key = new UserKey(environment, row.Id(first)),
        UserName = row.Text(first + 1),
        DisplayName = row.Text(first + 2),
        Active = row.Flag(first + 3),
        Provisional = row.Flag(first + 4),
        Version = row.Int64(first + 5),
        Created = row.Time(first + 6),
        LastModified = row.Time(first + 7),
        Profile = row.Utf8(first + 8).ToArray(),
    };

    /// <summary>Null when the tenant has no link.</summary>
    public static LinkRow? ReadLink(SqliteStatement row, int first) =>
        row.IsNull(first + 1) ? null : new LinkRow(row.OptionalText(first), row.Int64(first + 1), row.Time(first + 2));
}
