namespace Scim.Grains.Interfaces.Results;

/// <summary>A list query (RFC 7644 §3.4.2). The filter travels as text and is parsed in the silo.</summary>
/// <param name="Filter">The filter, or null.</param>
/// <param name="StartIndex">1-based; already clamped to at least 1.</param>
/// <param name="Count">Page size; already clamped to 0 … 1000.</param>
/// <param name="WithMembers">Whether a Group's members are wanted (Groups only).</param>
[GenerateSerializer, Immutable, Alias("ListRequest")]
public sealed record ListRequest(
    [property: Id(0)] string? Filter, [property: Id(1)] int StartIndex, [property: Id(2)] int Count, [property: Id(3)] bool WithMembers)
{
    /// <summary>Without the filter: Orleans logs messages by their text.</summary>
    public override string ToString() => $"ListRequest {{ {StartIndex}, {Count} }}";
}
