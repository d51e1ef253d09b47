namespace Scim.Grains.Storage;

/// <summary>Something read from the store in one snapshot.</summary>
/// <param name="Value">What was read; null when it does not exist.</param>
/// <param name="Position">The environment's event position in that snapshot: every change up to it is seen, none above.</param>
public readonly record struct Loaded<T>(T Value, long Position);
