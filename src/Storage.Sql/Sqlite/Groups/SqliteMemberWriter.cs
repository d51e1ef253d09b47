using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage.Operations;
using Scim.Storage.Sql.Groups;

namespace Scim.Storage.Sql.Sqlite.Groups;

/// <summary>The members of one group: who really comes and goes.</summary>
internal sealed class SqliteMemberWriter(SqliteSession session)
{
    // The user's row is part of the statement: without it there is nothing to insert, so that no assignment is ever left without its user.
    private readonly SqliteStatement _add = session.Prepare(
        """
        INSERT INTO assignments (environment, tenant, role_id, user_id)
        SELECT ?1, ?2, ?3, id FROM users WHERE environment = ?1 AND id = ?4
        ON CONFLICT DO NOTHING
        """);

    private readonly SqliteStatement _exists = session.Prepare("SELECT 1 FROM users WHERE environment = ? AND id = ?");
    private readonly SqliteStatement _remove = session.Prepare(
        "DELETE FROM assignments WHERE environment = ? AND tenant = ? AND role_id = ? AND user_id = ?");

    private readonly SqliteStatement _list = session.Prepare(
        "SELECT user_id FROM assignments WHERE environment = ? AND tenant = ? AND role_id = ?");

    private readonly SqliteStatement _clear = session.Prepare("DELETE FROM assignments WHERE environment = ? AND tenant = ? AND role_id = ?");

    /// <param name="missing">The first user to be added that does not exist; then the group's rows are to be rolled back.</param>
    public MemberDifference Apply(GroupKey group, MemberChange change, out Guid? missing)
    {
        var add = new HashSet<Guid>(change.Add);
        var remove = new List<Guid>();
        if (change.ReplacesAll)
        {
            foreach (var member in List(group))
            {
                if (!add.Remove(member))
                {
                    remove.Add(member);
                }
            }
        }
        else
        {
            foreach (var user in change.Remove)
            {
                if (!add.Contains(user))
                {
                    remove.Add(user);
                }
            }
        }

        // The order of the rows, which keeps the pages that are touched together.
        var sorted = new Guid[add.Count];
        add.CopyTo(sorted);
        Array.Sort(sorted);
        var added = Add(group, sorted, out missing);
        return missing is null ? new MemberDifference(added, Remove(group, remove)) : default;
    }

    public List<Guid> Clear(GroupKey group)
    {
        var members = List(group);
        if (members.Count > 0)
        {
            _clear.Bind(group.Tenant.Environment.Id).Bind(group.Tenant.Key).Bind(group.RoleId).Execute();
        }

        return members;
    }

    private List<Guid> List(GroupKey group)
    {
        var members = new List<Guid>();
        _list.Bind(group.Tenant.Environment.Id).Bind(group.Tenant.Key).Bind(group.RoleId);
        while (_list.Step())
        {
            members.Add(_list.Id(0));
        }

        return members;
    }

    private List<Guid> Add(GroupKey group, Guid[] users, out Guid? missing)
    {
        missing = null;
        var added = new List<Guid>(users.Length);
        foreach (var user in users)
        {
            if (_add.Bind(group.Tenant.Environment.Id).Bind(group.Tenant.Key).Bind(group.RoleId).Bind(user).Execute() > 0)
            {
                added.Add(user);
            }
            else if (!Exists(group.Tenant.Environment, user))
            {
                missing = user;
                break;
            }
        }

        return added;
    }

    private bool Exists(EnvironmentKey environment, Guid user)
    {
        var exists = _exists.Bind(environment.Id).Bind(user).Step();
        _exists.Reset();
        return exists;
    }

    private List<Guid> Remove(GroupKey group, List<Guid> users)
    {
        var removed = new List<Guid>(users.Count);
        foreach (var user in users)
        {
            if (_remove.Bind(group.Tenant.Environment.Id).Bind(group.Tenant.Key).Bind(group.RoleId).Bind(user).Execute() > 0)
            {
                removed.Add(user);
            }
        }

        return removed;
    }
}
