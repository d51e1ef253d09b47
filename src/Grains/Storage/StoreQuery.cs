using Scim.Protocol.Filters;

namespace Scim.Grains.Storage;

/// <summary>A list query on one resource type. The scope is never part of the filter: it is a parameter of its own.</summary>
/// <param name="Filter">The checked filter, or null.</param>
/// <param name="StartIndex">1-based, at least 1.</param>
/// <param name="Count">0 … 1000; 0 asks for the total alone.</param>
/// <param name="WithMembers">Whether to read the members of groups.</param>
public sealed record StoreQuery(CheckedFilter? Filter, int StartIndex, int Count, bool WithMembers = false);
