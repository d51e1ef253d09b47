namespace Scim.Api.Hosting;

/// <summary>
/// Notices that this process has not run for a while (a frozen process, a paused machine), and for a time after it has woken says that no change may be made here.
/// What waited at the door or in a connection meanwhile is old: its senders were told that it failed, sent something newer through another node, and had that acknowledged.
/// No version shows it, since a change without a precondition is decided on whatever is there.
/// </summary>
internal sealed class Standstill : IDisposable
{
    /// <summary>As long as a node's lease: a shorter pause has been waited for by everybody, so that nothing newer was acknowledged (docs/decisions/0007-committed-copies.md).</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>Until what had queued up is through, and a node that was declared dead has read so and ended.</summary>
    public static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    private readonly TimeProvider _time;
    private readonly ManualResetEventSlim _stopping = new();
    private Thread? _watch;
    private long _lastBeat;
    private long _refusedUntil = long.MinValue;

    public Standstill(TimeProvider time)
    {
        _time = time;
        _lastBeat = time.GetTimestamp();
    }

    /// <summary>Whether the process stands again only just. Asked at the moment of a change, so that it holds before the first beat after the pause too.</summary>
    public bool IsRecent
    {
        get
        {
            var now = _time.GetTimestamp();
            return _time.GetElapsedTime(Volatile.Read(ref _lastBeat), now) > Longest || now < Volatile.Read(ref _refusedUntil);
        }
    }

    /// <summary>Begins to watch, on a thread of its own: a pool that is busy is no standstill.</summary>
    public void Start()
    {
        _watch = new Thread(Watch) { IsBackground = true, Name = "standstill watch" };
        _watch.Start();
    }

    /// <summary>The process runs.</summary>
    internal void Note()
    {
        var now = _time.GetTimestamp();
        if (_time.GetElapsedTime(_lastBeat, now) > Longest)
        {
            Volatile.Write(ref _refusedUntil, now + (long)(Aftermath.TotalSeconds * _time.TimestampFrequency));
        }

        Volatile.Write(ref _lastBeat, now);
    }

    public void Dispose()
    {
        _stopping.Set();
        _watch?.Join();
        _stopping.Dispose();
    }

    private void Watch()
    {
        while (!_stopping.Wait(Beat))
        {
            Note();
        }
    }
}
