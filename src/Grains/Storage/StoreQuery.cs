using Scim.Protocol.Filters;
using Scim.Protocol.Sorting;

namespace Scim.Grains.Storage;

/// <summary>A list query on one resource type. The scope is never part of the filter: it is a parameter of its own.</summary>
/// <param name="Filter">The checked filter, or null.</param>
/// <param name="StartIndex">1-based, at least 1.</param>
/// <param name="Count">At least 0, which asks for the total alone.</param>
/// <param name="WithMembers">Whether to read the members of groups.</param>
public sealed record StoreQuery(CheckedFilter? Filter, int StartIndex, int Count, bool WithMembers = false)
{
    /// <summary>Null for the list's own order, which is that of creation.</summary>
    public ResourceSort? Sort { get; init; }

    /// <summary>Whether to tell the position of each resource (<see cref="StorePage{T}.Positions"/>).</summary>
    public bool WithPositions { get; init; }

    /// <summary>The page begins behind this position, <see cref="StartIndex"/> being counted from there; null: with the first resource.</summary>
    public StorePosition? From { get; init; }

    /// <summary>The page ends before <see cref="From"/> instead: the resources nearest to it, in the list's order all the same.</summary>
    public bool Backward { get; init; }

    /// <summary>A page by index in the list's own order: what most clients ask for.</summary>
    public bool IsPlain => Sort is null && From is null && !WithPositions;
}
