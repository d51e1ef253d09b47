using System.Collections.Immutable;
using Scim.Grains.Coherence;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Grains.Storage.Rows;

namespace Scim.Grains.Requests;

/// <summary>
/// Commits a group of operations, and keeps the users and groups it returned as this node's copies. Memberships are kept only of a user made in the same
/// commit: the roles of another may have changed between the load and the commit.
/// </summary>
internal sealed class DirectoryCommits(IDirectoryStore store, CommittedCopies copies, IIdSource ids, TimeProvider time)
{
    public async ValueTask<CommitResult> Commit(EnvironmentKey environment, Guid? tokenId, params ImmutableArray<StoreOperation> operations)
    {
        var ticket = copies.Begin();
        var group = new AtomicGroup(ids.Next(), environment, Now(), tokenId, operations);
        var result = await store.Commit(group, CancellationToken.None);
        if (result is CommitResult.Committed committed)
        {
            Keep(ticket, operations, committed);
        }

        return result;
    }

    // As exact as answers show it (`meta.created`, `meta.lastModified`): a filter with a time that was read there has to find the resource.
    private DateTimeOffset Now()
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }

    private void Keep(CopyTicket ticket, ImmutableArray<StoreOperation> operations, CommitResult.Committed committed)
    {
        for (var i = 0; i < operations.Length; i++)
        {
            var result = committed.Results[i];
            if (!result.Changed)
            {
                continue;
            }

            switch (operations[i])
            {
                case CreateUser or ChangeUser when result.User is { } user:
                    copies.PutCommitted(ticket, committed.Position, new Copy(CopyKey.User(user.Key), user));
                    break;
                case SetExternalId set when result.Link is { } link && operations[0] is CreateUser created && created.Key == set.Key.User:
                    // Made in this very commit, so it has no roles; a role given since has been announced later, and then this is not kept.
                    copies.PutCommitted(ticket, committed.Position, new Copy(CopyKey.Membership(set.Key), new MembershipRow(link, [])));
                    break;
                case ChangeGroup or TakeUpGroup when result.Group is { } group:
                    copies.PutCommitted(ticket, committed.Position, new Copy(CopyKey.Group(group.Key), group));
                    break;
            }
        }
    }
}
