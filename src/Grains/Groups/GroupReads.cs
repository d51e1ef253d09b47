using System.Collections.Immutable;
using Scim.Grains.Coherence;
using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Grains.Storage.Rows;

namespace Scim.Grains.Groups;

/// <summary>Reads a tenant's groups: from copies that are current, else from the store.</summary>
internal sealed class GroupReads(CommittedCopies copies, IDirectoryStore store)
{
    private const int LoadAttempts = 3;

    /// <summary>Null when the tenant does not hold the group (rule G6).</summary>
    public ValueTask<GroupRow?> Read(GroupKey key) =>
        copies.Find(CopyKey.Group(key)) is { } entry && copies.AreCurrent(entry) ? new((GroupRow)entry.Value!) : Load(key);

    /// <summary>The group as committed now, past all copies.</summary>
    public async ValueTask<GroupRow?> Load(GroupKey key)
    {
        for (var attempt = 1; ; attempt++)
        {
            var ticket = copies.Begin();
            var loaded = await store.LoadGroup(key, CancellationToken.None);
            if (loaded.Value is not { } group)
            {
                return null;
            }

            if (copies.PutLoaded(ticket, loaded.Position, new Copy(CopyKey.Group(key), group)) || attempt == LoadAttempts)
            {
                return group;
            }
        }
    }

    /// <summary>The group with its members, both of one version.</summary>
    public ValueTask<GroupWithMembers?> ReadWithMembers(GroupKey key)
    {
        if (copies.Find(CopyKey.Group(key)) is { } group
            && copies.Find(CopyKey.Members(key)) is { } members
            && copies.Find(CopyKey.MemberNames(key.Tenant.Environment)) is { } names
            && members.Value is GroupMembersCopy copy
            && ReferenceEquals(copy.Names, names.Value)
            && ((GroupRow)group.Value!).Version == copy.Content.Group.Version
            && copies.AreCurrent(group, members, names))
        {
            return new(copy.Content);
        }

        return LoadWithMembers(key);
    }

    /// <summary>The group with its members as committed now, past all copies.</summary>
    public async ValueTask<GroupWithMembers?> LoadWithMembers(GroupKey key)
    {
        for (var attempt = 1; ; attempt++)
        {
            var ticket = copies.Begin();
            var names = NamesMark(ticket, key.Tenant.Environment);
            var loaded = await store.LoadMembers(key, CancellationToken.None);
            if (loaded.Value is not { } group)
            {
                return null;
            }

            if (names is null
                || copies.PutLoaded(ticket, loaded.Position, new Copy(CopyKey.Group(key), group.Group), new Copy(CopyKey.Members(key), new GroupMembersCopy(group, names)))
                || attempt == LoadAttempts)
            {
                return group;
            }
        }
    }

    /// <summary>The members that a group had when it was <paramref name="present"/>, or null if they are not known here.</summary>
    public HeldMembers? Held(GroupRow present) =>
        present.MemberCount == 0 ? new HeldMembers(present.Version, MemberList.Empty, null)
        : copies.Find(CopyKey.Members(present.Key)) is { Value: GroupMembersCopy copy } && copy.Content.Group.Version == present.Version && copy.Content.Members is { } members
            ? new HeldMembers(present.Version, members, copy.Names)
        : null;

    /// <summary>
    /// The group with its members right after a change of members that were known, without asking the store: the change is all that lies between two versions, and who comes is
    /// named by copies that are current. Null if they are not.
    /// </summary>
    /// <param name="before">What was there.</param>
    /// <param name="change">What was committed.</param>
    /// <param name="after">What the commit has left.</param>
    public GroupWithMembers? After(HeldMembers before, MemberChange change, GroupRow after)
    {
        var environment = after.Key.Tenant.Environment;
        var ticket = copies.Begin();
        if (after.Version != before.Version + 1
            || NamesMark(ticket, environment) is not { } names
            || (before.Names is not null && !ReferenceEquals(before.Names, names)))
        {
            return null;
        }

        var list = new MemberListChange(before.List, change);
        var users = new CopyEntry[list.Coming.Length];
        for (var i = 0; i < users.Length; i++)
        {
            if (copies.Find(CopyKey.User(new UserKey(environment, list.Coming[i]))) is not { } user)
            {
                return null;
            }

            users[i] = user;
        }

        if (copies.Find(CopyKey.MemberNames(environment)) is not { } mark || !ReferenceEquals(mark.Value, names) || !copies.AreCurrent(users) || !copies.AreCurrent(mark))
        {
            return null;
        }

        var group = new GroupWithMembers(after, list.Apply(Array.ConvertAll(users, static user => ((UserRow)user.Value!).DisplayName)));

        // Kept with the row that the commit has left, if that is still the present one: nothing that was announced since the ticket can be missing then.
        if (copies.Find(CopyKey.Group(after.Key)) is { } row && ((GroupRow)row.Value!).Version == after.Version)
        {
            copies.PutLoaded(ticket, row.Position, new Copy(CopyKey.Members(after.Key), new GroupMembersCopy(group, names)));
        }

        return group;
    }

    /// <summary>The present names of groups by copies that were all current at one instant, or null.</summary>
    public ImmutableArray<GroupName>? NamesFromCopies(TenantKey tenant, ImmutableArray<Guid> roleIds)
    {
        if (RowsFromCopies(tenant, roleIds) is not { } rows)
        {
            return null;
        }

        var names = ImmutableArray.CreateBuilder<GroupName>(rows.Length);
        foreach (var row in rows)
        {
            names.Add(new GroupName(row.Key.RoleId, row.DisplayName));
        }

        return names.MoveToImmutable();
    }

    /// <summary>Groups by copies that were all current at one instant, or null.</summary>
    public GroupRow[]? RowsFromCopies(TenantKey tenant, ImmutableArray<Guid> roleIds)
    {
        var entries = new CopyEntry[roleIds.Length];
        var rows = new GroupRow[roleIds.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            if (copies.Find(CopyKey.Group(new GroupKey(tenant, roleIds[i]))) is not { } entry)
            {
                return null;
            }

            entries[i] = entry;
            rows[i] = (GroupRow)entry.Value!;
        }

        return copies.AreCurrent(entries) ? rows : null;
    }

    /// <summary>Sees to it that these groups are kept here.</summary>
    public async ValueTask Warm(TenantKey tenant, ImmutableArray<Guid> roleIds)
    {
        foreach (var roleId in roleIds)
        {
            await Read(new GroupKey(tenant, roleId));
        }
    }

    // What stands for "no display name has changed since": null when nothing can be kept now.
    private object? NamesMark(CopyTicket ticket, EnvironmentKey environment)
    {
        var key = CopyKey.MemberNames(environment);
        if (copies.Find(key) is { } present)
        {
            return present.Value;
        }

        // No snapshot, and so older than none: it is good from the ticket on, unless a name is announced.
        copies.PutLoaded(ticket, long.MaxValue, new Copy(key, new object()));
        return copies.Find(key)?.Value;
    }
}
