using System.Collections.Concurrent;
using System.Collections.Immutable;
using Scim.Grains.Storage;

namespace Scim.Storage.Sql.Tests.Contract;

/// <summary>Remembers what was announced, and can hold announcements back.</summary>
public sealed class RecordingObserver : ICommitObserver
{
    public ConcurrentQueue<CommittedChange> Changes { get; } = new();

    public Func<Task>? Before { get; set; }

    public async ValueTask Committed(ImmutableArray<CommittedChange> changes, CancellationToken cancellation)
    {
        if (Before is { } before)
        {
            await before();
        }

        foreach (var change in changes)
        {
            Changes.Enqueue(change);
        }
    }
}
