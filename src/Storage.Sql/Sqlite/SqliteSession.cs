using Microsoft.Data.Sqlite;
using Scim.Storage.Sql.Commits;
using SQLitePCL;

namespace Scim.Storage.Sql.Sqlite;

/// <summary>One open connection with its prepared statements. Not for two threads at a time, except <see cref="Interrupt"/>.</summary>
internal sealed class SqliteSession : IDisposable
{
    private const int MostFilters = 32;
    private readonly sqlite3 _handle;
    private readonly List<SqliteStatement> _statements = [];
    private readonly Dictionary<string, SqliteStatement> _filters = new(StringComparer.Ordinal);
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _beginImmediate;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _rollback;

    private SqliteSession(sqlite3 handle, Action<StorePoint>? faults)
    {
        _handle = handle;
        _begin = Prepare("BEGIN");
        _beginImmediate = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _rollback = Prepare("ROLLBACK");
        Faults = faults;
    }

    /// <summary>Called before every statement and around every commit; null outside of tests.</summary>
    public Action<StorePoint>? Faults { get; }

    /// <summary>All that are ready to run.</summary>
    public IEnumerable<SqliteStatement> Statements => _statements.Concat(_filters.Values);

    /// <summary>Rows changed by the last INSERT, UPDATE or DELETE.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>Rows changed since the connection was opened: tells whether a group has written anything.</summary>
    public int TotalChanges => raw.sqlite3_total_changes(_handle);

    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <param name="path">The database file.</param>
    /// <param name="readOnly">A reader sees the last commit at its first statement and blocks nobody (WAL).</param>
    /// <param name="cacheKilobytes">The most that the page cache may take.</param>
    /// <param name="faults">For tests.</param>
    public static SqliteSession Open(string path, bool readOnly, int cacheKilobytes, Action<StorePoint>? faults)
    {
        SqliteLibrary.Prepare();
        var flags = raw.SQLITE_OPEN_NOMUTEX | (readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        var result = raw.sqlite3_open_v2(path, out var handle, flags, null);
        if (result != raw.SQLITE_OK)
        {
            var message = raw.sqlite3_errstr(result).utf8_to_string();
            handle?.Dispose();
            throw new SqliteException($"'{path}' cannot be opened: {message}.", result);
        }

        raw.sqlite3_busy_timeout(handle, 10_000);
        raw.sqlite3_extended_result_codes(handle, 1);
        var session = new SqliteSession(handle, faults);
        session.Run($"PRAGMA cache_size = -{cacheKilobytes}");
        session.Run("PRAGMA temp_store = MEMORY");
        return session;
    }

    /// <summary>Prepares a statement that lives as long as the session.</summary>
    public SqliteStatement Prepare(string sql)
    {
        var statement = PrepareOnce(sql);
        _statements.Add(statement);
        return statement;
    }

    /// <summary>Prepares a statement that the caller disposes.</summary>
    public SqliteStatement PrepareOnce(string sql)
    {
        var result = raw.sqlite3_prepare_v2(_handle, sql, out var statement);
        return result == raw.SQLITE_OK ? new SqliteStatement(this, statement) : throw Error(result);
    }

    /// <summary>
    /// Prepares a statement of a filter, or takes it from those that are ready: clients send the same few shapes. The text holds no value of a client's,
    /// but its length and number are in the client's hand; so few are kept.
    /// </summary>
    public SqliteStatement PrepareFilter(string sql)
    {
        if (_filters.TryGetValue(sql, out var ready))
        {
            return ready;
        }

        if (_filters.Count >= MostFilters)
        {
            CloseFilters();
        }

        return _filters[sql] = PrepareOnce(sql);
    }

    public void Run(string sql)
    {
        using var statement = PrepareOnce(sql);
        statement.Execute();
    }

    /// <summary>Begins a snapshot: it is taken by the first read.</summary>
    public void BeginRead() => _begin.Execute();

    public void BeginWrite() => _beginImmediate.Execute();

    public void Commit()
    {
        Faults?.Invoke(StorePoint.BeforeCommit);
        _commit.Execute();
        Faults?.Invoke(StorePoint.AfterCommit);
    }

    /// <summary>Ends a snapshot.</summary>
    public void EndRead() => _commit.Execute();

    /// <summary>Gives up the transaction, if there is one, and every half-read statement.</summary>
    public void Rollback()
    {
        foreach (var statement in _statements)
        {
            statement.Reset();
        }

        if (InTransaction)
        {
            _rollback.Execute();
        }
    }

    /// <summary>Pages that went to the log since this was last asked.</summary>
    public int TakePagesWritten()
    {
        _ = raw.sqlite3_db_status(_handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, resetFlg: 1);
        return pages;
    }

    /// <summary>Copies what the log holds into the database file, without waiting for anybody.</summary>
    public void Checkpoint() => raw.sqlite3_wal_checkpoint_v2(_handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);

    /// <summary>Makes the running statement of another thread fail.</summary>
    public void Interrupt() => raw.sqlite3_interrupt(_handle);

    public void Define(string name, int arguments, delegate_function_scalar function) =>
        raw.sqlite3_create_function(_handle, name, arguments, raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC, null, function);

    public SqliteException Error(int result) =>
        new($"SQLite error {result}: {raw.sqlite3_errmsg(_handle).utf8_to_string()}.", result & 0xff, result);

    public void Dispose()
    {
        CloseFilters();
        foreach (var statement in _statements)
        {
            statement.Dispose();
        }

        _handle.Dispose();
    }

    private void CloseFilters()
    {
        foreach (var statement in _filters.Values)
        {
            statement.Dispose();
        }

        _filters.Clear();
    }
}
