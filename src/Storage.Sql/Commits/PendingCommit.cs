using System.Diagnostics;
using Scim.Grains.Storage;

namespace Scim.Storage.Sql.Commits;

/// <summary>A group that waits for the writer, and its caller with it.</summary>
internal sealed class PendingCommit(AtomicGroup group) : TaskCompletionSource<CommitResult>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private int _taken;

    public AtomicGroup Group { get; } = group;

    /// <summary>The change's span while somebody records it.</summary>
    public Activity? Span { get; init; }

    /// <summary>What will be told once the commit is durable and announced.</summary>
    public CommitResult? Result { get; set; }

    /// <summary>Why it failed, when it could not even be refused.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Whether an earlier attempt of the same operation id has given the answer.</summary>
    public bool IsSettled { get; private set; }

    public void Settle(CommitResult answer) => (Result, IsSettled) = (answer, true);

    /// <summary>Claims the group for the writer or for its cancellation, whichever is first: a group that the writer has is waited for to the end.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _taken, 1) == 0;

    public void Complete()
    {
        if (Result is { } result)
        {
            TrySetResult(result);
        }
        else
        {
            TrySetException(new StoreUnavailableException("The store could not apply the change; nothing was acknowledged.", Fault));
        }
    }
}
