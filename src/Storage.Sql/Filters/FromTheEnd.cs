using Scim.Grains.Storage;

namespace Scim.Storage.Sql.Filters;

/// <summary>A page by index is counted off from the nearer end of the list.</summary>
internal static class FromTheEnd
{
    /// <param name="query">By index, without a filter.</param>
    /// <param name="total">How many resources the list has.</param>
    /// <returns>The same page, read from the list's other end where that is nearer.</returns>
    public static StoreQuery Turn(StoreQuery query, int total)
    {
        var before = query.StartIndex - 1L;
        if (query.From is not null || query.Backward || before <= total / 2 || before >= total)
        {
            return query;
        }

        var count = (int)Math.Min(query.Count, total - before);
        return query with { Backward = true, Count = count, StartIndex = (int)(total - before - count) + 1 };
    }
}
