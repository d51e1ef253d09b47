using System.Collections.Immutable;
using Scim.Protocol.Filters;

namespace Scim.Protocol.Groups;

/// <summary>
/// One step that a request takes on the members of a group, in the order sent. Members are named by the text of their
/// <c>value</c>: a user id, a userName or a bulkId reference, whose meaning the caller finds out (rule G10).
/// </summary>
public abstract record MemberEdit
{
    private protected MemberEdit()
    {
    }

    /// <summary>The members named by the step, each to be resolved by the caller; empty for a step that selects by filter.</summary>
    public virtual ImmutableArray<string> Values => [];

    /// <summary>Whether the step can only be decided over the list of present members.</summary>
    public virtual bool NeedsMembers => false;

    /// <summary>The members are these and no others; an empty list clears the group.</summary>
    public sealed record ReplaceAll(ImmutableArray<string> Members) : MemberEdit
    {
        public override ImmutableArray<string> Values => Members;
    }

    /// <summary>These are members, beside the present ones.</summary>
    public sealed record Add(ImmutableArray<string> Members) : MemberEdit
    {
        public override ImmutableArray<string> Values => Members;
    }

    /// <summary>These are not members, whether they were or not.</summary>
    public sealed record Remove(ImmutableArray<string> Members) : MemberEdit
    {
        public override ImmutableArray<string> Values => Members;
    }

    /// <summary>Whoever matches the filter is no member.</summary>
    public sealed record RemoveWhere(CheckedFilter Filter) : MemberEdit
    {
        public override bool NeedsMembers => true;
    }

    /// <summary>The request fails with noTarget unless this one is a member at this point (<c>replace members[value eq "x"]</c>).</summary>
    public sealed record Require(string Member) : MemberEdit
    {
        public override ImmutableArray<string> Values => [Member];
    }

    /// <summary>The request fails with noTarget unless the filter matches a member at this point. <paramref name="Text"/> is the filter as sent.</summary>
    public sealed record RequireWhere(CheckedFilter Filter, string Text) : MemberEdit
    {
        public override bool NeedsMembers => true;
    }
}
