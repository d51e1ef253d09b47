using Scim.Protocol.Sorting;

namespace Scim.Grains.Queries;

/// <summary>A resource's place in a list that may be of several types: by the value it is sorted by, then by its type, then by its number.</summary>
/// <param name="Key">Null for none, and in the list's own order.</param>
/// <param name="Rank">The type's place among those of the query.</param>
/// <param name="Number">Its place among those of one value and type.</param>
internal sealed record ListPlace(SortKey? Key, int Rank, long Number)
{
    /// <summary>The ascending order.</summary>
    public static int Compare(ListPlace left, ListPlace right)
    {
        var order = SortKey.Compare(left.Key, right.Key);
        return order != 0 ? order
            : left.Rank != right.Rank ? left.Rank.CompareTo(right.Rank)
            : left.Number.CompareTo(right.Number);
    }
}
