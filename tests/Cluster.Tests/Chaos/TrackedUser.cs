using System.Collections.Concurrent;

namespace Scim.Cluster.Tests.Chaos;

/// <summary>A user that one worker alone changes, by writing a number one higher into <c>title</c>: so every answer can be judged by what was acknowledged before.</summary>
internal sealed class TrackedUser(string userName)
{
    private readonly ConcurrentDictionary<int, bool> _doubtful = new();
    private int _acknowledged = -1;
    private int _sent = -1;

    public string UserName => userName;

    /// <summary>Null until the creation was acknowledged.</summary>
    public string? Id { get; set; }

    /// <summary>The highest number that was acknowledged; no answer to a later question may show a lower one.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>The highest number that was sent; no answer may show a higher one.</summary>
    public int Sent => Volatile.Read(ref _sent);

    /// <summary>The version of <see cref="Acknowledged"/>.</summary>
    public string ETag { get; private set; } = "";

    /// <summary>Whether every number that was sent was acknowledged at the first attempt, so that the last one is what must be there.</summary>
    public bool IsCertain => Sent == Acknowledged && _doubtful.IsEmpty;

    /// <summary>The number to send next.</summary>
    public int Next()
    {
        Volatile.Write(ref _sent, _sent + 1);
        return _sent;
    }

    /// <summary>An attempt to write this number was not answered, or with a fault: it may still be under way, and be done when a later number has been acknowledged.</summary>
    public void Doubt(int number) => _doubtful[number] = true;

    public bool IsDoubtful(int number) => _doubtful.ContainsKey(number);

    public void Acknowledge(int number, string etag)
    {
        ETag = etag;
        Volatile.Write(ref _acknowledged, number);
    }
}
