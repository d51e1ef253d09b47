using System.Collections.Immutable;

namespace Scim.Protocol.Groups;

/// <summary>What a request comes down to for the members of a group. <see cref="Add"/> and <see cref="Remove"/> are distinct and disjoint.</summary>
/// <param name="ReplacesAll">Present members that are not in <see cref="Add"/> go; <see cref="Remove"/> is then empty.</param>
/// <param name="Add">Who is a member afterwards, in the order first named; some may be members already.</param>
/// <param name="Remove">Who is no member afterwards; some may not be members now, which is no error (RFC 7644 §3.5.2.2).</param>
/// <param name="MustBeMembers">Who must be a member before the change, else the request fails with noTarget.</param>
public sealed record MemberChange(
    bool ReplacesAll, ImmutableArray<string> Add, ImmutableArray<string> Remove, ImmutableArray<string> MustBeMembers)
{
    public static readonly MemberChange None = new(false, [], [], []);

    /// <summary>Nothing is asked of the members: neither a change nor a condition.</summary>
    public bool IsNone => !ReplacesAll && Add.IsEmpty && Remove.IsEmpty && MustBeMembers.IsEmpty;
}
