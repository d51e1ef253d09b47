using System.Collections.Immutable;

namespace Scim.Grains.Queries;

/// <summary>A part of a list in its order, with the place of each resource.</summary>
internal sealed record PagePart<T>(int Total, ImmutableArray<T> Items, ImmutableArray<ListPlace> Places);
