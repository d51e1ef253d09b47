using Npgsql;

namespace Scim.Storage.Sql.PostgreSql.Commits;

/// <summary>Statements that travel together: one round trip, however many they are. Each sees what those before it did.</summary>
internal sealed class PostgreSqlScript(NpgsqlConnection connection) : IDisposable
{
    private readonly NpgsqlBatch _batch = new(connection);
    private readonly List<Action<NpgsqlDataReader>> _readers = [];

    public bool IsEmpty => _batch.BatchCommands.Count == 0;

    /// <summary>Adds a statement without rows.</summary>
    public void Add(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        _batch.BatchCommands.Add(command);
    }

    /// <summary>Adds a query, whose rows are handed over when the script runs.</summary>
    public void Read(string sql, Action<NpgsqlDataReader> row, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        Add(sql, parameters);
        _readers.Add(row);
    }

    public void Run()
    {
        if (IsEmpty)
        {
            return;
        }

        using var rows = _batch.ExecuteReader();
        foreach (var read in _readers)
        {
            while (rows.Read())
            {
                read(rows);
            }

            rows.NextResult();
        }
    }

    public void Dispose() => _batch.Dispose();
}
