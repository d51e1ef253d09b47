using System.Collections.Immutable;
using Scim.Grains.Storage;

namespace Scim.Storage.Sql.Commits;

/// <summary>Announces what was committed, then answers. A slow announcement does not hold up the next batch, only its own callers.</summary>
internal sealed class Acknowledgements(ICommitObserver observer, CancellationToken stopping)
{
    private readonly TaskCompletionSource _allSent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _announcing;

    /// <summary>Completes after <see cref="End"/>, once every caller has been answered.</summary>
    public Task AllSent => _allSent.Task;

    public void Send(List<PendingCommit> batch, ImmutableArray<CommittedChange> changes)
    {
        if (changes.IsEmpty)
        {
            batch.ForEach(static pending => pending.Complete());
            return;
        }

        ValueTask announced;
        try
        {
            announced = observer.Committed(changes, stopping);
            if (announced.IsCompletedSuccessfully)
            {
                batch.ForEach(static pending => pending.Complete());
                return;
            }
        }
        catch (Exception fault)
        {
            announced = ValueTask.FromException(fault);
        }

        Interlocked.Increment(ref _announcing);
        _ = SendWhen(announced, batch.ToArray());
    }

    /// <summary>Nothing more will be sent.</summary>
    public void End()
    {
        if (Interlocked.Decrement(ref _announcing) < 0)
        {
            _allSent.SetResult();
        }
    }

    private async Task SendWhen(ValueTask announced, PendingCommit[] batch)
    {
        try
        {
            await announced;
        }
        catch (Exception fault)
        {
            foreach (var pending in batch)
            {
                (pending.Result, pending.Fault) = (null, fault);
            }
        }

        Array.ForEach(batch, static pending => pending.Complete());
        End();
    }
}
