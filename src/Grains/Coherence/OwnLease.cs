namespace Scim.Grains.Coherence;

/// <summary>
/// This node's lease as held in memory. While it is valid no other node acknowledges a change that this node has not heard of,
/// so that copies are provably current. Times are of the monotonic clock.
/// </summary>
internal sealed class OwnLease(TimeProvider time, CoherenceOptions options)
{
    private readonly Lock _gate = new();
    private readonly bool _always = options.SingleNode;
    private long _from = long.MaxValue;
    private long _until = long.MinValue;
    private bool _givenUp;

    /// <summary>Whether copies may be answered now.</summary>
    public bool IsValid
    {
        get
        {
            if (_always)
            {
                return true;
            }

            var now = time.GetTimestamp();
            return now < Volatile.Read(ref _until) && now >= Volatile.Read(ref _from);
        }
    }

    /// <summary>Takes note of a renewal that the store confirmed just now.</summary>
    /// <param name="before">The timestamp from before the renewal was sent: the lease counts from there.</param>
    /// <param name="lapsed">Called when the lease had run out in the meantime: what was kept may be old, since writers no longer waited for this node.</param>
    public void Renewed(long before, Action lapsed)
    {
        lock (_gate)
        {
            if (_givenUp)
            {
                return;
            }

            var now = time.GetTimestamp();
            if (now >= _until)
            {
                // Nothing is answered or kept until every writer's list of leases shows this node again.
                Volatile.Write(ref _from, now + Ticks(options.WarmUp));
                lapsed();
            }

            Volatile.Write(ref _until, before + Ticks(options.LeaseDuration));
        }
    }

    /// <summary>Stops answering from copies, at once and for good.</summary>
    public void GiveUp()
    {
        lock (_gate)
        {
            _givenUp = true;
            Volatile.Write(ref _until, long.MinValue);
        }
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
