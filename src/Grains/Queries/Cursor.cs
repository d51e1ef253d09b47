namespace Scim.Grains.Queries;

/// <summary>What a cursor holds: where to go on from, and which way.</summary>
/// <param name="From">The last resource of the page that gave it out, or the first when it leads back.</param>
/// <param name="Backward">Whether it leads to the page before.</param>
/// <param name="Count">The query's page size.</param>
internal sealed record Cursor(ListPlace From, bool Backward, int Count);
