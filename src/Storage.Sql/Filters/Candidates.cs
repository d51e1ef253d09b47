namespace Scim.Storage.Sql.Filters;

/// <summary>A superset of the resources that a filter matches, found by an index.</summary>
/// <param name="Query">Writes a query of one column <c>id</c>, without duplicates; called for the candidates that are chosen.</param>
/// <param name="IsFew">Whether they are few, as for an equality with a name; else they may be any number, as for a time range.</param>
internal sealed record Candidates(Func<FilterSql, string> Query, bool IsFew)
{
    public static Candidates None { get; } = new(static sql => $"SELECT {sql.Dialect.NullId} AS id WHERE FALSE", true);
}
