namespace Scim.Grains.Queries;

/// <summary>Which part of a list to read: <paramref name="Count"/> resources behind a place, or the nearest before it.</summary>
internal sealed record PageWindow(int Count, ListPlace? From, bool Backward);
