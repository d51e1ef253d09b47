using System.Collections.Immutable;

namespace Scim.Grains.Storage;

/// <summary>One page of a query, read in one snapshot.</summary>
public sealed record StorePage<T>(int Total, ImmutableArray<T> Items, long Position);
