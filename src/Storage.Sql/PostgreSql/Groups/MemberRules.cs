using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage.Operations;
using Scim.Storage.Sql.Groups;
using Scim.Storage.Sql.PostgreSql.Commits;

namespace Scim.Storage.Sql.PostgreSql.Groups;

/// <summary>Who really comes and goes in a change of members.</summary>
internal static class MemberRules
{
    /// <param name="missing">The first user to be added that does not exist.</param>
    /// <returns>False when one is missing.</returns>
    public static bool TryApply(GroupKey group, MemberChange change, WorkingSet set, out MemberDifference difference, out Guid? missing)
    {
        (difference, missing) = (new MemberDifference([], []), null);
        var add = new HashSet<Guid>(change.Add);
        foreach (var user in change.ReplacesAll ? set.Members.Of(group) : (IEnumerable<Guid>)change.Remove)
        {
            if (!add.Contains(user) && set.Members.Remove(group, user))
            {
                difference.Removed.Add(user);
            }
        }

        foreach (var user in add)
        {
            if (set.Members.Contains(group, user))
            {
                continue;
            }

            if (set.Users[new UserKey(group.Tenant.Environment, user)] is null)
            {
                missing = missing is null || user.CompareTo(missing.Value) < 0 ? user : missing;
                continue;
            }

            set.Members.Add(group, user);
            difference.Added.Add(user);
        }

        difference.Added.Sort();
        return missing is null;
    }
}
