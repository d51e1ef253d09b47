namespace Scim.Grains.Requests;

/// <summary>UUIDs of version 7 (RFC 9562 §5.7): neighbours in time are neighbours in an index.</summary>
internal sealed class TimeOrderedIds(TimeProvider time) : IIdSource
{
    public Guid Next() => Guid.CreateVersion7(time.GetUtcNow());
}
