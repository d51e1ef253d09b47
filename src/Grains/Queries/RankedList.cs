using System.Collections.Immutable;
using Scim.Grains.Storage;

namespace Scim.Grains.Queries;

/// <summary>The resources of one type in a list of several.</summary>
/// <param name="Rank">The type's place among them.</param>
/// <param name="Query">Filter and order; null when nothing of this type can match.</param>
/// <param name="Ask">Asks the store.</param>
internal sealed record RankedList<T>(int Rank, StoreQuery? Query, Func<StoreQuery, ValueTask<StorePage<T>>> Ask)
{
    /// <summary>A page by index.</summary>
    public async ValueTask<(int Total, ImmutableArray<T> Items)> Read(int startIndex, int count)
    {
        if (Query is null)
        {
            return (0, []);
        }

        var page = await Ask(Query with { StartIndex = startIndex, Count = count });
        return (page.Total, page.Items);
    }

    /// <summary>The part behind a place, or before it.</summary>
    public async ValueTask<PagePart<T>> Read(PageWindow window)
    {
        if (Query is null)
        {
            return new PagePart<T>(0, [], []);
        }

        var page = await Ask(Query with { StartIndex = 1, Count = window.Count, From = window.From is { } from ? Here(from) : null, Backward = window.Backward, WithPositions = true });
        return new PagePart<T>(page.Total, page.Items, [.. page.Positions.Select(p => new ListPlace(p.Key, Rank, p.Number))]);
    }

    // Among resources of one value, those of a later type lie behind all of an earlier one.
    private StorePosition Here(ListPlace place) => new(
        place.Key, Rank == place.Rank ? place.Number : Rank > place.Rank ? long.MinValue : long.MaxValue);
}
