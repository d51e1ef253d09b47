namespace Scim.Storage.Sql.Tests.Contract;

/// <summary>A statement that a store has run for a list, as its database tells of it.</summary>
/// <param name="Plan">For a failed test to show.</param>
/// <param name="Indexes">By which tables were read; a primary key is <c>TABLE_pkey</c>.</param>
/// <param name="Scanned">Tables that were read without an index, from end to end.</param>
/// <param name="Cost">What was done, in a unit of the database's own.</param>
public sealed record RunStatement(string Plan, IReadOnlyList<string> Indexes, IReadOnlyList<string> Scanned, long Cost);
