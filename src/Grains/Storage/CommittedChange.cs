namespace Scim.Grains.Storage;

/// <summary>A copy that has become old.</summary>
/// <param name="Key">What changed.</param>
/// <param name="Position">The environment's event position of the change: a copy read at a lower position is old.</param>
public readonly record struct CommittedChange(CopyKey Key, long Position);
