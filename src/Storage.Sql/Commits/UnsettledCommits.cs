using System.Collections.Immutable;
using Scim.Grains.Storage;

namespace Scim.Storage.Sql.Commits;

/// <summary>
/// Commits whose outcome could not be read when they happened, because the store was gone. They are settled before the next batch runs: what turns
/// out to be stored is announced then, and a caller that repeats its operation id gets the answer that it did not get.
/// </summary>
internal sealed class UnsettledCommits
{
    private const int MostAnswers = 4096;
    private readonly List<(AppliedGroup[] Batch, ImmutableArray<CommittedChange> Changes)> _unknown = [];
    private readonly Dictionary<Guid, CommitResult> _answers = [];
    private ImmutableArray<CommittedChange> _unannounced = [];

    public void Keep(AppliedGroup[] batch, ImmutableArray<CommittedChange> changes) => _unknown.Add((batch, changes));

    /// <summary>Reads the outcomes that were unknown, and answers those of the batch that repeat one of them.</summary>
    /// <returns>What turned out to be committed.</returns>
    public ImmutableArray<CommittedChange> Settle(ICommitTransaction transaction, List<PendingCommit> batch)
    {
        while (_unknown.Count > 0)
        {
            var (groups, announced) = _unknown[0];
            if (transaction.IsStored(groups))
            {
                _unannounced = _unannounced.AddRange(announced);
                Remember(groups);
            }

            _unknown.RemoveAt(0);
        }

        if (_answers.Count > 0)
        {
            foreach (var pending in batch)
            {
                if (_answers.Remove(pending.Group.OperationId, out var answer))
                {
                    pending.Settle(answer);
                }
            }
        }

        var changes = _unannounced;
        _unannounced = [];
        return changes;
    }

    private void Remember(AppliedGroup[] groups)
    {
        if (_answers.Count + groups.Length > MostAnswers)
        {
            _answers.Clear();
        }

        foreach (var (group, result) in groups)
        {
            if (result is CommitResult.Committed committed)
            {
                _answers[group.OperationId] = committed;
            }
        }
    }
}
