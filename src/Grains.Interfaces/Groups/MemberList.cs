namespace Scim.Grains.Interfaces.Groups;

/// <summary>
/// The members of a group, packed so that ten thousand cost one allocation and render by copying:
/// for each member 36 ASCII bytes of its id, a 4-byte little-endian length, and its display name as JSON-escaped UTF-8 without quotes.
/// </summary>
[GenerateSerializer, Immutable, Alias("MemberList")]
public sealed record MemberList([property: Id(0)] int Count, [property: Id(1)] byte[] Packed)
{
    public static readonly MemberList Empty = new(0, []);
}
