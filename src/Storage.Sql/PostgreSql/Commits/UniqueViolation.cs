using Npgsql;
using Scim.Grains.Storage;

namespace Scim.Storage.Sql.PostgreSql.Commits;

/// <summary>Which uniqueness a unique index stands for.</summary>
internal static class UniqueViolation
{
    /// <summary>Null for an index that stands for no rule: ids that the service minted.</summary>
    public static ConflictKind? ToConflict(PostgresException fault) => fault.SqlState != PostgresErrorCodes.UniqueViolation ? null : fault.ConstraintName switch
    {
        "users_by_name" => ConflictKind.UserName,
        "roles_by_key" => ConflictKind.RoleKey,
        "groups_pkey" => ConflictKind.GroupHeld,
        "groups_by_name_key" => ConflictKind.GroupName,
        "projects_by_key" => ConflictKind.ProjectKey,
        "environments_by_key" => ConflictKind.EnvironmentKey,
        "tenants_by_key" => ConflictKind.TenantKey,
        _ => null,
    };
}
