using Npgsql;
using Scim.Grains.Storage;

namespace Scim.Storage.Sql.PostgreSql;

/// <summary>
/// The right to serve a database: of one node alone, which answers from copies that nobody else can make old, or of any number that tell each other of changes. Held by a lock of
/// one connection, and so until that connection ends, however it ends.
/// </summary>
public sealed class PostgreSqlOccupancy(NpgsqlDataSource source, bool alone) : IAsyncDisposable
{
    // "scim node" in ASCII, without its last letter.
    private const long Lock = 0x7363_696d_206e_6f64;

    private NpgsqlConnection? _connection;

    /// <summary>Takes the right, or makes sure that it is still held.</summary>
    /// <returns>False when others hold it in a way that leaves no room.</returns>
    /// <exception cref="StoreUnavailableException">The database cannot be reached; the right is lost until it can.</exception>
    public async Task<bool> Hold(CancellationToken cancellation)
    {
        try
        {
            if (_connection is not null)
            {
                await Ask("SELECT true", cancellation);
                return true;
            }

            _connection = await source.OpenConnectionAsync(cancellation);
            if (await Ask(alone ? "SELECT pg_try_advisory_lock($1)" : "SELECT pg_try_advisory_lock_shared($1)", cancellation, Lock))
            {
                return true;
            }

            await Drop();
            return false;
        }
        catch (NpgsqlException fault)
        {
            await Drop();
            throw new StoreUnavailableException("The database cannot be reached.", fault);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is { FullState: System.Data.ConnectionState.Open })
        {
            try
            {
                // Back in the pool the connection lives on: the lock must not.
                await Ask(alone ? "SELECT pg_advisory_unlock($1)" : "SELECT pg_advisory_unlock_shared($1)", CancellationToken.None, Lock);
            }
            catch (NpgsqlException)
            {
                // The connection has ended, and the lock with it.
            }
        }

        await Drop();
    }

    private async Task<bool> Ask(string sql, CancellationToken cancellation, params long[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(PostgreSqlParameters.Of(parameter));
        }

        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    private async ValueTask Drop()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }
}
