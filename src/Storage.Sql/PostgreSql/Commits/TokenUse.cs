namespace Scim.Storage.Sql.PostgreSql.Commits;

/// <summary>When a token was last used, in ticks.</summary>
internal sealed record TokenUse(long? LastUsed);
