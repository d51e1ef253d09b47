using System.Data;
using System.Data.Common;
using Npgsql;

namespace Scim.Storage.Sql.PostgreSql.Commits;

/// <summary>The writer's own connection, replaced when it is broken, with at most one transaction.</summary>
internal sealed class WriterConnection : IDisposable
{
    // Every statement of the writer goes by keys, whoever built the data source. A node that stops running in the middle of a transaction holds rows that others wait for:
    // the server ends it before they give up (PostgreSqlStoreOptions.LockTimeout).
    private const string Settings =
        """
        SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off; SET plan_cache_mode = force_generic_plan;
        SET idle_in_transaction_session_timeout = '3s'
        """;

    private readonly NpgsqlDataSource _source;
    private readonly string _settings;
    private NpgsqlConnection _connection = null!;
    private NpgsqlTransaction? _transaction;

    public WriterConnection(NpgsqlDataSource source, TimeSpan statementTimeout, TimeSpan lockTimeout)
    {
        _source = source;
        _settings = $"{Settings}; SET statement_timeout = {(long)statementTimeout.TotalMilliseconds}; SET lock_timeout = {(long)lockTimeout.TotalMilliseconds}";
        Connect();
    }

    public bool InTransaction => _transaction is not null;

    public PostgreSqlScript Script() => new(_connection);

    /// <summary>One statement by itself, as rare operations go; what there is more of goes as a <see cref="Script"/>.</summary>
    public void Run(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        using var script = Script();
        script.Add(sql, parameters);
        script.Run();
    }

    /// <summary>One statement that gives rows.</summary>
    public void Read(string sql, Action<NpgsqlDataReader> row, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        using var script = Script();
        script.Read(sql, row, parameters);
        script.Run();
    }

    /// <summary>Whether one statement gives a row.</summary>
    public bool Any(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var any = false;
        Read(sql, _ => any = true, parameters);
        return any;
    }

    public void Begin()
    {
        Connect();
        _transaction = _connection.BeginTransaction(IsolationLevel.ReadCommitted);
    }

    public void Commit()
    {
        using var transaction = _transaction!;
        _transaction = null;
        try
        {
            transaction.Commit();
        }
        catch
        {
            // Whatever state it is in, the outcome is read on another connection.
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Gives up the transaction, if there is one; a connection that cannot is replaced.</summary>
    public void Rollback()
    {
        var transaction = _transaction;
        _transaction = null;
        try
        {
            transaction?.Rollback();
            transaction?.Dispose();
        }
        catch (Exception fault) when (fault is DbException or IOException or InvalidOperationException)
        {
            _connection.Dispose();
        }
    }

    public void Execute(string sql)
    {
        using var command = new NpgsqlCommand(sql, _connection);
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        Rollback();
        try
        {
            if (_connection.FullState == ConnectionState.Open)
            {
                // Back to the pool as it came.
                Execute("RESET ALL");
            }
        }
        catch (NpgsqlException)
        {
            // Then it does not go back.
        }

        _connection.Dispose();
    }

    private void Connect()
    {
        if (_connection is { FullState: ConnectionState.Open })
        {
            return;
        }

        _connection?.Dispose();
        try
        {
            Open();
        }
        catch (NpgsqlException) when (_connection is { FullState: not ConnectionState.Open })
        {
            // An idle connection that a restart of the server has broken: they all are.
            _source.Clear();
            Open();
        }
    }

    private void Open()
    {
        _connection = _source.OpenConnection();
        Execute(_settings);
    }
}
