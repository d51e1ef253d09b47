using System.Collections.Immutable;

namespace Scim.Grains.Interfaces.Results;

/// <summary>One page of a list.</summary>
/// <param name="TotalResults">How many resources the whole result has, not the page.</param>
/// <param name="Items">The page's resources in the list's stable order.</param>
[GenerateSerializer, Immutable, Alias("Page`1")]
public sealed record Page<T>([property: Id(0)] int TotalResults, [property: Id(1)] ImmutableArray<T> Items)
{
    /// <summary>Leads to the next page of a query by cursor; null after the last one.</summary>
    [Id(2)]
    public string? NextCursor { get; init; }

    /// <summary>Leads to the page before; null before the first one.</summary>
    [Id(3)]
    public string? PreviousCursor { get; init; }
}
