using Scim.Grains.Storage;

namespace Scim.Grains.Coherence;

/// <summary>One committed copy, or the mark that an announcement left in its place (then <see cref="Value"/> is null).</summary>
internal sealed class CopyEntry(CopyKey key, object? value, int bytes, long position, int slot)
{
    private volatile bool _removed;
    private volatile bool _used;

    public CopyKey Key { get; } = key;

    public object? Value { get; } = value;

    /// <summary>Estimated, with this object and its place in the table.</summary>
    public int Bytes { get; } = bytes;

    /// <summary>The environment's event position that the value was read or committed at; of a mark, that of the change announced.</summary>
    public long Position { get; } = position;

    /// <summary>Where the clock's hand finds it.</summary>
    public int Slot { get; } = slot;

    /// <summary>Whether it has left the cache. Once true, it stays true.</summary>
    public bool Removed => _removed;

    /// <summary>Whether it was read since the clock's hand last passed.</summary>
    public bool Used => _used;

    public void Remove() => _removed = true;

    public void Touch()
    {
        if (!_used)
        {
            _used = true;
        }
    }

    public void Untouch() => _used = false;
}
