using Scim.Grains.Coherence;
using Scim.Grains.Groups;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Rows;

namespace Scim.Grains.Users;

/// <summary>Reads a user as one tenant sees it: from copies that were all current at one instant, else from the store in one snapshot.</summary>
internal sealed class UserReads(CommittedCopies copies, IDirectoryStore store, GroupReads groups)
{
    private const int LoadAttempts = 3;

    // Beyond this many roles a user's groups are always read from the store, in one query.
    private const int MostGroupCopies = 32;

    /// <summary>Null when the environment has no such user.</summary>
    public ValueTask<UserView?> Read(MembershipKey key) => FromCopies(key) is { } view ? new(view) : Load(key);

    /// <summary>The user as kept here and current now, or null.</summary>
    public UserView? FromCopies(MembershipKey key)
    {
        if (copies.Find(CopyKey.User(key.User)) is not { } user || copies.Find(CopyKey.Membership(key)) is not { } link)
        {
            return null;
        }

        var membership = (MembershipRow)link.Value!;
        if (membership.RoleIds.IsEmpty)
        {
            return copies.AreCurrent(user, link) ? new UserView((UserRow)user.Value!, membership.Link, []) : null;
        }

        return groups.NamesFromCopies(key.Tenant, membership.RoleIds) is { } names && copies.AreCurrent(user, link)
            ? new UserView((UserRow)user.Value!, membership.Link, names)
            : null;
    }

    /// <summary>The user as committed now, past all copies.</summary>
    public async ValueTask<UserView?> Load(MembershipKey key)
    {
        for (var attempt = 1; ; attempt++)
        {
            var ticket = copies.Begin();
            var loaded = await store.LoadUserView(key, CancellationToken.None);
            if (loaded.Value is not { } view)
            {
                return null;
            }

            var membership = new MembershipRow(view.Link, [.. view.Groups.Select(g => g.Id)]);
            var kept = copies.PutLoaded(
                ticket, loaded.Position, new Copy(CopyKey.User(key.User), view.User), new Copy(CopyKey.Membership(key), membership));
            if (!kept && attempt < LoadAttempts)
            {
                continue;
            }

            if (kept && ticket.CanKeep && membership.RoleIds.Length is > 0 and <= MostGroupCopies)
            {
                await groups.Warm(key.Tenant, membership.RoleIds);
            }

            return view;
        }
    }
}
