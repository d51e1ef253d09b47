using System.Collections.Concurrent;
using System.Collections.Immutable;
using Scim.Grains.Storage;
using Scim.Grains.Telemetry;

namespace Scim.Grains.Coherence;

/// <summary>
/// This node's committed copies: what the store held when it was read or committed, until an announcement says that it is old. Bounded by bytes.
/// <para>
/// Reads take no lock. A reader of several copies asks <see cref="AreCurrent"/> after the last: none had left then, so all were current at one instant.
/// An announcement removes all its keys before anything newer is put (both under one lock), so the cache never holds an old and a new part of one commit:
/// parts that one answer's version depends on are loaded in one snapshot and put together.
/// </para>
/// <para>
/// A loaded value is put only if its key's stripe has heard no announcement since the load began; a committed value only onto the mark that
/// its own announcement left, and if its stripe has heard of no other node's change since the commit began: this node's announcements come in the
/// order of their positions, other nodes' may overtake them. The stripes are the memory for keys that are not here: two keys in one stripe cost at most a load that is not kept.
/// </para>
/// </summary>
internal sealed class CommittedCopies
{
    private const int Stripes = 4096;
    private const int MarkBytes = 200;
    private static readonly CopyTicket Refused = new(-1);

    private readonly CoherenceOptions _options;
    private readonly OwnLease _lease;
    private readonly CopyMetrics? _metrics;
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<CopyKey, CopyEntry> _entries = new();
    private readonly long[] _heard = new long[Stripes];
    private readonly long[] _heardFromOthers = new long[Stripes];
    private readonly List<CopyEntry?> _slots = [];
    private readonly Stack<int> _free = new();
    private long _announcement;
    private long _cleared;
    private long _bytes;
    private int _hand;

    /// <param name="options">How much to keep.</param>
    /// <param name="lease">Whether copies may be answered.</param>
    /// <param name="metrics">Null: nothing is measured.</param>
    public CommittedCopies(CoherenceOptions options, OwnLease lease, CopyMetrics? metrics = null)
    {
        (_options, _lease, _metrics) = (options, lease, metrics);
        metrics?.Observe(this);
        metrics?.Observe(lease);
    }

    /// <summary>Estimated bytes held now.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    public int Count => _entries.Count;

    /// <summary>The copy of a key, or null. To be trusted only after <see cref="AreCurrent"/>.</summary>
    public CopyEntry? Find(CopyKey key)
    {
        if (!_entries.TryGetValue(key, out var entry) || entry.Value is null)
        {
            _metrics?.LookedUp(key.Kind, hit: false);
            return null;
        }

        _metrics?.LookedUp(key.Kind, hit: true);
        entry.Touch();
        return entry;
    }

    /// <summary>Whether copies found before were all current at one instant, which lies after the last was found.</summary>
    public bool AreCurrent(params ReadOnlySpan<CopyEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Removed)
            {
                return false;
            }
        }

        return _lease.IsValid;
    }

    /// <summary>To be called before a load or a commit begins.</summary>
    public CopyTicket Begin() => _lease.IsValid ? new(Volatile.Read(ref _announcement)) : Refused;

    /// <summary>Keeps what was read in one snapshot. False when something may have become old since the ticket: nothing is kept, and it should be read again.</summary>
    /// <param name="ticket">From before the read.</param>
    /// <param name="position">The snapshot's position: an older snapshot never replaces a newer one.</param>
    /// <param name="copies">The parts of the snapshot, kept together or not at all.</param>
    public bool PutLoaded(CopyTicket ticket, long position, params ReadOnlySpan<Copy> copies)
    {
        if (!ticket.CanKeep)
        {
            return true;
        }

        lock (_gate)
        {
            if (_cleared > ticket.Announcement)
            {
                return false;
            }

            foreach (var copy in copies)
            {
                if (_heard[Stripe(copy.Key)] > ticket.Announcement)
                {
                    return false;
                }

                if (_entries.TryGetValue(copy.Key, out var present) && present.Position > position)
                {
                    return present.Value is not null;
                }
            }

            foreach (var copy in copies)
            {
                Take(copy.Key);
            }

            foreach (var copy in copies)
            {
                Insert(copy.Key, copy.Value, copy.Bytes, position);
            }

            Evict();
            return true;
        }
    }

    /// <summary>Keeps what a commit of this node returned, where nothing later has been announced.</summary>
    /// <param name="ticket">From before the commit.</param>
    /// <param name="position">The commit's position.</param>
    /// <param name="copies">The states that it left.</param>
    public void PutCommitted(CopyTicket ticket, long position, params ReadOnlySpan<Copy> copies)
    {
        if (!ticket.CanKeep)
        {
            return;
        }

        lock (_gate)
        {
            if (_cleared > ticket.Announcement)
            {
                return;
            }

            foreach (var copy in copies)
            {
                if (_entries.TryGetValue(copy.Key, out var mark) && mark.Value is null && mark.Position <= position
                    && _heardFromOthers[Stripe(copy.Key)] <= ticket.Announcement)
                {
                    Replace(mark, copy.Key, copy.Value, copy.Bytes, position);
                }
            }

            Evict();
        }
    }

    /// <summary>Removes what has become old.</summary>
    /// <param name="changes">What changed.</param>
    /// <param name="own">Whether a commit of this node changed it: then marks are left for <see cref="PutCommitted"/>.</param>
    public void Announce(ImmutableArray<CommittedChange> changes, bool own)
    {
        lock (_gate)
        {
            var announcement = _announcement + 1;
            foreach (var change in changes)
            {
                _heard[Stripe(change.Key)] = announcement;
                if (own)
                {
                    var marked = _entries.TryGetValue(change.Key, out var present) && present.Value is null ? present.Position : 0;
                    Replace(present, change.Key, null, MarkBytes, Math.Max(marked, change.Position));
                }
                else
                {
                    Take(change.Key);
                    _heardFromOthers[Stripe(change.Key)] = announcement;
                }
            }

            Volatile.Write(ref _announcement, announcement);
            Evict();
        }
    }

    /// <summary>Forgets everything, and what is being read now.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            foreach (var entry in _slots)
            {
                entry?.Remove();
            }

            _entries.Clear();
            _slots.Clear();
            _free.Clear();
            _hand = 0;
            _bytes = 0;
            _cleared = _announcement + 1;
            Volatile.Write(ref _announcement, _cleared);
        }
    }

    private static int Stripe(CopyKey key) => (int)((uint)key.GetHashCode() % Stripes);

    private void Take(CopyKey key)
    {
        if (_entries.TryRemove(key, out var entry))
        {
            Leave(entry);
            _slots[entry.Slot] = null;
            _free.Push(entry.Slot);
        }
    }

    private void Insert(CopyKey key, object? value, int bytes, long position)
    {
        if (!_free.TryPop(out var slot))
        {
            slot = _slots.Count;
            _slots.Add(null);
        }

        Place(key, value, bytes, position, slot);
    }

    // What a write does to a key twice, with a mark and then with the value: the table's node and the slot stay.
    private void Replace(CopyEntry? present, CopyKey key, object? value, int bytes, long position)
    {
        if (present is null)
        {
            Insert(key, value, bytes, position);
        }
        else
        {
            Leave(present);
            Place(key, value, bytes, position, present.Slot);
        }
    }

    private void Leave(CopyEntry entry)
    {
        entry.Remove();
        _bytes -= entry.Bytes;
    }

    private void Place(CopyKey key, object? value, int bytes, long position, int slot)
    {
        var entry = new CopyEntry(key, value, bytes, position, slot);
        _slots[slot] = entry;
        _entries[key] = entry;
        _bytes += bytes;
    }

    /// <summary>CLOCK: what was read since the hand last passed stays for another round.</summary>
    private void Evict()
    {
        while (_bytes > _options.CopyBytes)
        {
            _hand = _hand + 1 < _slots.Count ? _hand + 1 : 0;
            if (_slots[_hand] is not { } entry)
            {
                continue;
            }

            if (entry.Used)
            {
                entry.Untouch();
            }
            else
            {
                _metrics?.Evicted();
                Take(entry.Key);
            }
        }
    }
}
