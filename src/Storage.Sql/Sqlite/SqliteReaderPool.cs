using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Scim.Grains.Storage;

namespace Scim.Storage.Sql.Sqlite;

/// <summary>
/// Read-only connections. A point read runs on the caller's thread: it takes microseconds, less than handing it over would.
/// What may take long runs elsewhere, and only a few at a time.
/// </summary>
internal sealed class SqliteReaderPool(Func<SqliteSession> open, TimeSpan timeout) : IDisposable
{
    private readonly ConcurrentBag<SqliteReaders> _idle = [];
    private readonly SemaphoreSlim _long = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly int _keep = (2 * Environment.ProcessorCount) + 2;
    private volatile bool _disposed;

    /// <exception cref="StoreUnavailableException">The database failed.</exception>
    public T Read<TState, T>(TState state, Func<SqliteReaders, TState, T> read)
    {
        SqliteReaders? readers = null;
        try
        {
            readers = Rent();
            var result = read(readers, state);
            Return(readers);
            return result;
        }
        catch (Exception fault)
        {
            // Whatever state its statements are in: a new connection is clean.
            readers?.Dispose();
            if (fault is SqliteException or IOException)
            {
                throw new StoreUnavailableException("The store could not be read.", fault);
            }

            throw;
        }
    }

    /// <summary>Reads what may take long: off the caller's thread, until <paramref name="cancellation"/> or the time limit interrupts it.</summary>
    /// <exception cref="StoreUnavailableException">The database failed, or the time is up.</exception>
    public async ValueTask<T> ReadLong<TState, T>(TState state, Func<SqliteReaders, TState, T> read, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        try
        {
            await _long.WaitAsync(limit.Token);
            try
            {
                return await Task.Run(() => ReadInterruptibly(state, read, limit.Token), CancellationToken.None);
            }
            finally
            {
                _long.Release();
            }
        }
        catch (Exception fault) when (limit.IsCancellationRequested && fault is OperationCanceledException or StoreUnavailableException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw limit.IsCancellationRequested ? new StoreUnavailableException($"The query took longer than {timeout.TotalSeconds} s.", fault) : fault;
        }
    }

    public void Dispose()
    {
        _disposed = true;
        _long.Dispose();
        while (_idle.TryTake(out var readers))
        {
            readers.Dispose();
        }
    }

    private T ReadInterruptibly<TState, T>(TState state, Func<SqliteReaders, TState, T> read, CancellationToken cancellation) =>
        Read(
            (state, read, cancellation),
            static (readers, call) =>
            {
                using var registration = call.cancellation.UnsafeRegister(static session => ((SqliteSession)session!).Interrupt(), readers.Session);
                return call.read(readers, call.state);
            });

    private SqliteReaders Rent()
    {
        if (_disposed)
        {
            throw new StoreUnavailableException("The store is closed.");
        }

        return _idle.TryTake(out var readers) ? readers : new SqliteReaders(open());
    }

    private void Return(SqliteReaders readers)
    {
        if (_disposed || _idle.Count >= _keep)
        {
            readers.Dispose();
        }
        else
        {
            _idle.Add(readers);
        }
    }
}
