namespace Scim.Storage.Sql.PostgreSql.Commits;

/// <summary>What is to be written of one table.</summary>
internal readonly record struct RowChanges<TKey, TRow>(
    List<(TKey Key, TRow Row)> Inserted, List<(TKey Key, TRow Before, TRow After)> Updated, List<(TKey Key, TRow Row)> Deleted);
