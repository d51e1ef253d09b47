namespace Scim.Grains.Storage;

/// <summary>A copy that has become old.</summary>
/// <param name="Key">What changed.</param>
/// <param name="Position">The environment's event position of the change: a copy read at a lower position is old.</param>
[GenerateSerializer, Immutable, Alias("CommittedChange")]
public readonly record struct CommittedChange([property: Id(0)] CopyKey Key, [property: Id(1)] long Position);
