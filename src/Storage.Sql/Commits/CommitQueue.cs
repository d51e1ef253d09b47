using Scim.Grains.Storage;
using Scim.Storage.Sql.Telemetry;

namespace Scim.Storage.Sql.Commits;

/// <summary>The groups that wait for the writer; bounded, so that a slow disk shows as 503 and not as growing memory.</summary>
internal sealed class CommitQueue(int capacity, CommitMetrics metrics)
{
    // A monitor, because its waiter sleeps at once: one that spins first takes the processor from those whose requests it waits for.
    private readonly object _gate = new();
    private readonly Queue<PendingCommit> _waiting = new();
    private bool _closed;

    /// <summary>How many wait now.</summary>
    public int Length
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <exception cref="StoreUnavailableException">The queue is full, or the store is closing.</exception>
    public void Add(PendingCommit pending)
    {
        lock (_gate)
        {
            if (_closed)
            {
                throw new StoreUnavailableException("The store is closing.");
            }

            if (_waiting.Count >= capacity)
            {
                metrics.TurnedAway();
                throw new StoreUnavailableException($"More than {capacity} changes wait for the store.");
            }

            _waiting.Enqueue(pending);
            if (_waiting.Count == 1)
            {
                Monitor.Pulse(_gate);
            }
        }
    }

    /// <summary>Takes what is waiting, at most <paramref name="most"/>; waits while there is nothing.</summary>
    /// <returns>False when the queue is closed and empty.</returns>
    public bool Take(List<PendingCommit> batch, int most)
    {
        lock (_gate)
        {
            while (true)
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

                Monitor.Wait(_gate);
            }
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.Pulse(_gate);
        }
    }
}
