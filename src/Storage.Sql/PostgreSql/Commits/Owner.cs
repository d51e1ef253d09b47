namespace Scim.Storage.Sql.PostgreSql.Commits;

/// <summary>Who has a name.</summary>
internal sealed record Owner(Guid Id);
