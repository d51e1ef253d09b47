using System.Collections.Immutable;

namespace Scim.Grains.Storage.Operations;

/// <summary>A change of a group's members as one set operation: first all others go (if <paramref name="ReplacesAll"/>), then removals, then additions.</summary>
/// <param name="ReplacesAll">Whether those not in <paramref name="Add"/> go.</param>
/// <param name="Add">Users to be members; present ones stay as they are.</param>
/// <param name="Remove">Users not to be members; absent ones are no error.</param>
public sealed record MemberChange(bool ReplacesAll, ImmutableArray<Guid> Add, ImmutableArray<Guid> Remove)
{
    public static readonly MemberChange None = new(false, [], []);
}
