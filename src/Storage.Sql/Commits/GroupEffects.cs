using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;

namespace Scim.Storage.Sql.Commits;

/// <summary>
/// What a group does beside its rows: events, copies that become old, users that come and go. Kept apart until the group is through, so that a
/// refused group leaves no gap in the positions.
/// </summary>
internal sealed class GroupEffects
{
    public List<StagedEvent> Events { get; } = [];

    public List<CopyKey> Changed { get; } = [];

    /// <summary>The number of a user that was inserted (+1) or deleted (-1).</summary>
    public List<(EnvironmentKey Environment, long Number, int By)> UserCounts { get; } = [];

    /// <summary>The user that the group has created last: whoever writes its link need not look for it.</summary>
    public UserKey? CreatedUser { get; set; }

    /// <summary>The group being applied.</summary>
    public AtomicGroup Group { get; private set; } = null!;

    public DateTimeOffset Time => Group.Time;

    public void Start(AtomicGroup group)
    {
        Group = group;
        CreatedUser = null;
        Events.Clear();
        Changed.Clear();
        UserCounts.Clear();
    }

    public void Event(EnvironmentKey environment, string? tenant, string kind, Guid resource, long version, string? detail = null) =>
        Events.Add(new StagedEvent(environment, tenant, kind, resource, version, detail));

    public void Old(CopyKey key) => Changed.Add(key);

    public void OldGroup(GroupKey key)
    {
        Changed.Add(CopyKey.Group(key));
        Changed.Add(CopyKey.Members(key));
    }
}
