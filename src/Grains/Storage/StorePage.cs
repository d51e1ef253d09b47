using System.Collections.Immutable;

namespace Scim.Grains.Storage;

/// <summary>One page of a query, read in one snapshot.</summary>
public sealed record StorePage<T>(int Total, ImmutableArray<T> Items, long Position)
{
    /// <summary>Where each of the items is in the list; empty unless asked for.</summary>
    public ImmutableArray<StorePosition> Positions { get; init; } = [];
}
