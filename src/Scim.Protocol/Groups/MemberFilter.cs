using Scim.Protocol.Filters;

namespace Scim.Protocol.Groups;

/// <summary>Reads the value filter of <c>members[…]</c>.</summary>
internal static class MemberFilter
{
    /// <summary>
    /// The members that a filter names outright: one <c>value eq "x"</c>, or several joined by <c>or</c>.
    /// False for any other filter, which only the list of members can answer.
    /// </summary>
    public static bool TryGetNamed(CheckedFilter filter, List<string> members)
    {
        switch (filter)
        {
            case CheckedFilter.Comparison { Operator: ComparisonOperator.Eq, Literal.Text: { } member, Target.SubAttribute.Name: "value" }:
                members.Add(member);
                return true;
            case CheckedFilter.Logical { IsAnd: false } or:
                return TryGetNamed(or.Left, members) && TryGetNamed(or.Right, members);
            default:
                return false;
        }
    }
}
