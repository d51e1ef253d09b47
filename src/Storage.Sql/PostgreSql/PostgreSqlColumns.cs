using Npgsql;

namespace Scim.Storage.Sql.PostgreSql;

/// <summary>How columns are read.</summary>
internal static class PostgreSqlColumns
{
    public static string? OptionalText(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static Guid? OptionalId(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);

    public static byte[]? OptionalBlob(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);

    public static DateTimeOffset Time(this NpgsqlDataReader row, int column) => new(row.GetInt64(column), TimeSpan.Zero);

    public static DateTimeOffset? OptionalTime(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.Time(column);
}
