using Scim.Grains.Storage;

namespace Scim.Storage.Sql.Commits;

/// <summary>The groups that wait for the writer; bounded, so that a slow disk shows as 503 and not as growing memory.</summary>
internal sealed class CommitQueue(int capacity) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly Queue<PendingCommit> _waiting = new();
    private bool _closed;

    /// <exception cref="StoreUnavailableException">The queue is full, or the store is closing.</exception>
    public void Add(PendingCommit pending)
    {
        bool first;
        lock (_gate)
        {
            if (_closed)
            {
                throw new StoreUnavailableException("The store is closing.");
            }

            if (_waiting.Count >= capacity)
            {
                throw new StoreUnavailableException($"More than {capacity} changes wait for the store.");
            }

            first = _waiting.Count == 0;
            _waiting.Enqueue(pending);
        }

        if (first)
        {
            _arrived.Release();
        }
    }

    /// <summary>Takes what is waiting, at most <paramref name="most"/>; waits while there is nothing.</summary>
    /// <returns>False when the queue is closed and empty.</returns>
    public bool Take(List<PendingCommit> batch, int most)
    {
        while (true)
        {
            lock (_gate)
            {
                while (batch.Count < most && _waiting.TryDequeue(out var pending))
                {
                    if (pending.TryTake())
                    {
                        batch.Add(pending);
                    }
                }

                if (batch.Count > 0)
                {
                    return true;
                }

                if (_closed)
                {
                    return false;
                }
            }

            _arrived.Wait();
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
        }

        _arrived.Release();
    }

    public void Dispose() => _arrived.Dispose();
}
