using System.Buffers;
using System.Text;
using Scim.Storage.Sql.Commits;
using SQLitePCL;

namespace Scim.Storage.Sql.Sqlite;

/// <summary>
/// A prepared statement, bound in order and run again and again. It goes straight to SQLite's C interface: the ADO.NET layer above it
/// costs more than most statements here (docs/decisions/0004-store.md). Not for two threads at a time.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private const int OnStack = 512;
    private const int Instructions = 4; // SQLITE_STMTSTATUS_VM_STEP
    private readonly SqliteSession _session;
    private readonly sqlite3_stmt _handle;
    private int _bound;
    private bool _running;

    public SqliteStatement(SqliteSession session, sqlite3_stmt handle)
    {
        _session = session;
        _handle = handle;
    }

    public string Sql => raw.sqlite3_sql(_handle).utf8_to_string();

    /// <summary>How many values the statement takes.</summary>
    public int Parameters => raw.sqlite3_bind_parameter_count(_handle);

    public SqliteStatement Bind(long value) => Bound(raw.sqlite3_bind_int64(_handle, ++_bound, value));

    public SqliteStatement Bind(long? value) => value is { } number ? Bind(number) : BindNull();

    public SqliteStatement Bind(bool value) => Bind(value ? 1L : 0L);

    public SqliteStatement Bind(DateTimeOffset value) => Bind(value.UtcTicks);

    public SqliteStatement Bind(double value) => Bound(raw.sqlite3_bind_double(_handle, ++_bound, value));

    public SqliteStatement Bind(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BindBlob(bytes);
    }

    public SqliteStatement Bind(Guid? id) => id is { } value ? Bind(value) : BindNull();

    public SqliteStatement BindBlob(ReadOnlySpan<byte> value) => Bound(raw.sqlite3_bind_blob(_handle, ++_bound, value));

    public SqliteStatement BindNull() => Bound(raw.sqlite3_bind_null(_handle, ++_bound));

    public SqliteStatement Bind(string? text)
    {
        if (text is null)
        {
            return BindNull();
        }

        var longest = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (longest <= OnStack)
        {
            Span<byte> bytes = stackalloc byte[OnStack];
            return BindUtf8(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        }

        var rented = ArrayPool<byte>.Shared.Rent(longest);
        BindUtf8(rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        ArrayPool<byte>.Shared.Return(rented);
        return this;
    }

    /// <summary>Binds text that is UTF-8 already.</summary>
    public SqliteStatement BindUtf8(ReadOnlySpan<byte> text) => text.IsEmpty
        ? Bound(raw.sqlite3_bind_text(_handle, ++_bound, "")) // an empty span has no address, which SQLite takes for NULL
        : Bound(raw.sqlite3_bind_text(_handle, ++_bound, text));

    /// <summary>The same, or NULL.</summary>
    public SqliteStatement BindOptionalUtf8(byte[]? text) => text is null ? BindNull() : BindUtf8(text);

    /// <summary>Runs to the end and makes the statement ready again.</summary>
    /// <returns>The number of rows changed, of an INSERT, UPDATE or DELETE.</returns>
    public int Execute()
    {
        while (Step())
        {
        }

        return _session.Changes;
    }

    /// <summary>Goes to the next row. At the end the statement is ready again; before, the caller resets it.</summary>
    public bool Step()
    {
        if (!_running)
        {
            _running = true;
            _bound = 0;
            _session.Faults?.Invoke(StorePoint.BeforeStatement);
        }

        var result = raw.sqlite3_step(_handle);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        Reset();
        return result == raw.SQLITE_DONE ? false : throw _session.Error(result);
    }

    /// <summary>How many instructions of SQLite's machine were run since this was last asked.</summary>
    public int TakeInstructions() => raw.sqlite3_stmt_status(_handle, Instructions, resetFlg: 1);

    /// <summary>Gives up the rest of the rows.</summary>
    public void Reset()
    {
        _running = false;
        _bound = 0;
        raw.sqlite3_reset(_handle);
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_handle, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(_handle, column);

    public int Int32(int column) => raw.sqlite3_column_int(_handle, column);

    public bool Flag(int column) => Int32(column) != 0;

    public Guid Id(int column) => new(raw.sqlite3_column_blob(_handle, column), bigEndian: true);

    public Guid? OptionalId(int column) => IsNull(column) ? null : Id(column);

    public string Text(int column) => Encoding.UTF8.GetString(Utf8(column));

    public string? OptionalText(int column) => IsNull(column) ? null : Text(column);

    /// <summary>The bytes of a text or a blob; they live until the next step.</summary>
    public ReadOnlySpan<byte> Utf8(int column) => raw.sqlite3_column_blob(_handle, column);

    public DateTimeOffset Time(int column) => new(Int64(column), TimeSpan.Zero);

    public DateTimeOffset? OptionalTime(int column) => IsNull(column) ? null : Time(column);

    public void Dispose() => _handle.Dispose();

    private SqliteStatement Bound(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw _session.Error(result);
        }

        return this;
    }
}
