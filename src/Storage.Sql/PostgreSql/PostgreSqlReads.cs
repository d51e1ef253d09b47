using System.Collections.Immutable;
using Npgsql;
using Scim.Grains.Storage;

namespace Scim.Storage.Sql.PostgreSql;

/// <summary>
/// Reads: one statement each, and so one snapshot and one round trip. The position in it is exact, because an environment's counter and what it counts
/// are committed together, in the order of the counter.
/// </summary>
internal sealed class PostgreSqlReads(NpgsqlDataSource source, TimeSpan timeout)
{
    /// <summary>The first row.</summary>
    /// <exception cref="StoreUnavailableException">The database failed.</exception>
    public ValueTask<T> One<T>(string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> read, T none, CancellationToken cancellation) =>
        Run(
            sql, parameters,
            async (rows, token) => await rows.ReadAsync(token) ? read(rows) : none,
            cancellation);

    /// <summary>All rows.</summary>
    /// <exception cref="StoreUnavailableException">The database failed.</exception>
    public ValueTask<ImmutableArray<T>> All<T>(string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellation) =>
        Run(
            sql, parameters,
            async (rows, token) =>
            {
                var items = ImmutableArray.CreateBuilder<T>();
                while (await rows.ReadAsync(token))
                {
                    items.Add(read(rows));
                }

                return items.DrainToImmutable();
            },
            cancellation);

    /// <summary>
    /// A page: every row begins with the total and the position, and the page's columns follow; without any item there is one row with nothing in
    /// <paramref name="firstColumn"/>.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The database failed.</exception>
    public ValueTask<StorePage<T>> Page<T>(
        string sql, NpgsqlParameter[] parameters, int firstColumn, Func<NpgsqlDataReader, T> read, CancellationToken cancellation) =>
        Run(
            sql, parameters,
            async (rows, token) =>
            {
                var items = ImmutableArray.CreateBuilder<T>();
                var (total, position) = (0L, 0L);
                while (await rows.ReadAsync(token))
                {
                    (total, position) = (rows.GetInt64(0), rows.IsDBNull(1) ? 0 : rows.GetInt64(1));
                    if (!rows.IsDBNull(firstColumn))
                    {
                        items.Add(read(rows));
                    }
                }

                return new StorePage<T>((int)Math.Min(total, int.MaxValue), items.DrainToImmutable(), position);
            },
            cancellation);

    private async ValueTask<T> Run<T>(
        string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, CancellationToken, ValueTask<T>> read, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = (int)Math.Ceiling(timeout.TotalSeconds);
        command.Parameters.AddRange(parameters);
        try
        {
            try
            {
                return await Execute(command, read, cancellation);
            }
            catch (NpgsqlException fault) when (IsBrokenConnection(fault))
            {
                // A restart of the server breaks every idle connection of the pool; a read can be repeated.
                source.Clear();
                return await Execute(command, read, cancellation);
            }
        }
        catch (NpgsqlException fault)
        {
            throw new StoreUnavailableException("The store could not be read.", fault);
        }
    }

    private static async ValueTask<T> Execute<T>(
        NpgsqlCommand command, Func<NpgsqlDataReader, CancellationToken, ValueTask<T>> read, CancellationToken cancellation)
    {
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        return await read(rows, cancellation);
    }

    private static bool IsBrokenConnection(NpgsqlException fault) => fault is PostgresException
        ? fault.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
        : fault.InnerException is IOException;
}
