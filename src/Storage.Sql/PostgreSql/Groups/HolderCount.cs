namespace Scim.Storage.Sql.PostgreSql.Groups;

/// <summary>How many tenants hold a role.</summary>
internal sealed record HolderCount(int Count);
