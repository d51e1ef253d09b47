using Scim.Protocol.Sorting;

namespace Scim.Grains.Storage;

/// <summary>A resource's place in a list: what a page can begin behind, whether or not the resource is still there.</summary>
/// <param name="Key">The value it is sorted by; null for none, and in the list's own order.</param>
/// <param name="Number">Its place among those of one value, and in the list's own order: set at its creation, never reused.</param>
public sealed record StorePosition(SortKey? Key, long Number);
