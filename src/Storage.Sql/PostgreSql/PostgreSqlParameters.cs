using Npgsql;
using NpgsqlTypes;

namespace Scim.Storage.Sql.PostgreSql;

/// <summary>Positional parameters with their types: nothing is left to be guessed from a value.</summary>
internal static class PostgreSqlParameters
{
    public static NpgsqlParameter Of(Guid value) => new NpgsqlParameter<Guid> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Uuid };

    public static NpgsqlParameter Of(long value) => new NpgsqlParameter<long> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bigint };

    public static NpgsqlParameter Of(bool value) => new NpgsqlParameter<bool> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Boolean };

    public static NpgsqlParameter Of(Guid? value) => new NpgsqlParameter { Value = value ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };

    public static NpgsqlParameter Of(string? value) => new NpgsqlParameter { Value = value ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    public static NpgsqlParameter Of(long? value) => new NpgsqlParameter { Value = value ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint };

    public static NpgsqlParameter Of(byte[] value) => new NpgsqlParameter<byte[]> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bytea };

    public static NpgsqlParameter Ids<T>(IReadOnlyCollection<T> rows, Func<T, Guid> select) => Column(rows, select, NpgsqlDbType.Uuid);

    public static NpgsqlParameter OptionalIds<T>(IReadOnlyCollection<T> rows, Func<T, Guid?> select) => Column(rows, select, NpgsqlDbType.Uuid);

    public static NpgsqlParameter Texts<T>(IReadOnlyCollection<T> rows, Func<T, string?> select) => Column(rows, select, NpgsqlDbType.Text);

    public static NpgsqlParameter Numbers<T>(IReadOnlyCollection<T> rows, Func<T, long> select) => Column(rows, select, NpgsqlDbType.Bigint);

    public static NpgsqlParameter OptionalNumbers<T>(IReadOnlyCollection<T> rows, Func<T, long?> select) => Column(rows, select, NpgsqlDbType.Bigint);

    public static NpgsqlParameter Flags<T>(IReadOnlyCollection<T> rows, Func<T, bool> select) => Column(rows, select, NpgsqlDbType.Boolean);

    public static NpgsqlParameter Blobs<T>(IReadOnlyCollection<T> rows, Func<T, byte[]?> select) => Column(rows, select, NpgsqlDbType.Bytea);

    /// <summary>One column of rows that travel as arrays and are put together again by <c>unnest</c>.</summary>
    private static NpgsqlParameter<TColumn[]> Column<T, TColumn>(IReadOnlyCollection<T> rows, Func<T, TColumn> select, NpgsqlDbType type)
    {
        var values = new TColumn[rows.Count];
        var at = 0;
        foreach (var row in rows)
        {
            values[at++] = select(row);
        }

        return new NpgsqlParameter<TColumn[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
    }
}
