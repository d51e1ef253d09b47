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
    /// <summary>What to sort by, as sent; null for the list's own order.</summary>
    [Id(4)]
    public string? SortBy { get; init; }

    [Id(5)]
    public bool Descending { get; init; }

    /// <summary>Null for a page by index; empty for the first page of a query by cursor (RFC 9865), else the cursor as it was given out.</summary>
    [Id(6)]
    public string? Cursor { get; init; }

    /// <summary>As <see cref="WriteRequest.RefusedDeviations"/>.</summary>
    [Id(7)]
    public int RefusedDeviations { get; init; }

    /// <summary>By index and in the list's own order: what most clients ask for.</summary>
    public bool IsPlain => SortBy is null && Cursor is null;

    /// <summary>Without the filter: Orleans logs messages by their text.</summary>
    public override string ToString() => $"ListRequest {{ {StartIndex}, {Count} }}";
}
