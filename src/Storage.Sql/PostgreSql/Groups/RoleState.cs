namespace Scim.Storage.Sql.PostgreSql.Groups;

/// <summary>A role's row. <paramref name="Created"/> in ticks.</summary>
internal sealed record RoleState(string Key, string DisplayName, bool Defined, long Created);
