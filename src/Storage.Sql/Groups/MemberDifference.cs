namespace Scim.Storage.Sql.Groups;

/// <summary>The members that a change really added and removed.</summary>
internal readonly record struct MemberDifference(List<Guid> Added, List<Guid> Removed)
{
    public bool IsEmpty => Added.Count == 0 && Removed.Count == 0;
}
