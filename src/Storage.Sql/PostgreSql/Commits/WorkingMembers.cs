using Scim.Grains.Interfaces.Keys;

namespace Scim.Storage.Sql.PostgreSql.Commits;

/// <summary>The assignments that a batch deals with, as they are and as they will be.</summary>
internal sealed class WorkingMembers
{
    private readonly Dictionary<GroupKey, HashSet<Guid>> _members = [];
    private readonly Dictionary<(GroupKey Group, Guid User), bool> _stored = [];
    private readonly List<(GroupKey Group, Guid User, bool Added)> _journal = [];

    /// <summary>Takes over an assignment that is in the database.</summary>
    public void Load(GroupKey group, Guid user) => Set(group).Add(user);

    public bool Contains(GroupKey group, Guid user) => _members.TryGetValue(group, out var members) && members.Contains(user);

    /// <summary>All members that are known: all there are, where they were loaded as a whole.</summary>
    public List<Guid> Of(GroupKey group) => _members.TryGetValue(group, out var members) ? [.. members] : [];

    /// <summary>The groups that have the user, in order of their keys.</summary>
    public List<GroupKey> GroupsOf(UserKey user)
    {
        var groups = new List<GroupKey>();
        foreach (var (group, members) in _members)
        {
            if (group.Tenant.Environment == user.Environment && members.Contains(user.Id))
            {
                groups.Add(group);
            }
        }

        groups.Sort(static (left, right) =>
            string.CompareOrdinal(left.Tenant.Key, right.Tenant.Key) is var order and not 0 ? order : left.RoleId.CompareTo(right.RoleId));
        return groups;
    }

    /// <returns>False when the user is a member already.</returns>
    public bool Add(GroupKey group, Guid user)
    {
        if (!Set(group).Add(user))
        {
            return false;
        }

        Remember(group, user, added: true);
        return true;
    }

    /// <returns>False when the user is no member.</returns>
    public bool Remove(GroupKey group, Guid user)
    {
        if (!_members.TryGetValue(group, out var members) || !members.Remove(user))
        {
            return false;
        }

        Remember(group, user, added: false);
        return true;
    }

    public void Accept() => _journal.Clear();

    public void TakeBack()
    {
        for (var i = _journal.Count - 1; i >= 0; i--)
        {
            var (group, user, added) = _journal[i];
            _ = added ? _members[group].Remove(user) : _members[group].Add(user);
        }

        _journal.Clear();
    }

    public (List<(GroupKey Group, Guid User)> Added, List<(GroupKey Group, Guid User)> Removed) Changes()
    {
        var added = new List<(GroupKey, Guid)>();
        var removed = new List<(GroupKey, Guid)>();
        foreach (var (assignment, wasThere) in _stored)
        {
            if (Contains(assignment.Group, assignment.User) != wasThere)
            {
                (wasThere ? removed : added).Add(assignment);
            }
        }

        return (added, removed);
    }

    public void Clear()
    {
        _members.Clear();
        _stored.Clear();
        _journal.Clear();
    }

    private HashSet<Guid> Set(GroupKey group)
    {
        if (!_members.TryGetValue(group, out var members))
        {
            _members[group] = members = [];
        }

        return members;
    }

    private void Remember(GroupKey group, Guid user, bool added)
    {
        _stored.TryAdd((group, user), !added);
        _journal.Add((group, user, added));
    }
}
