using Scim.Grains.Interfaces.Results;

namespace Scim.Api.Administration;

/// <summary>One page of a list in order of creation.</summary>
/// <param name="Items">The page.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Offset">How many were skipped.</param>
/// <param name="Limit">How many were wanted at most.</param>
internal sealed record ListOf<T>(IReadOnlyList<T> Items, int Total, int Offset, int Limit)
{
    public static ListOf<T> Of<TItem>(Page<TItem> page, PageWindow window, Func<TItem, T> map) =>
        new([.. page.Items.Select(map)], page.TotalResults, window.Offset, window.Limit);
}
