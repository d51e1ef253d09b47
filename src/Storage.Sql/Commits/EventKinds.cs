namespace Scim.Storage.Sql.Commits;

/// <summary>What the provisioning log calls the changes.</summary>
internal static class EventKinds
{
    public const string EnvironmentCreated = "environment.created";
    public const string TenantCreated = "tenant.created";
    public const string TokenCreated = "token.created";
    public const string TokenRevoked = "token.revoked";
    public const string TokenRotated = "token.rotated";
    public const string UserCreated = "user.created";
    public const string UserChanged = "user.changed";
    public const string UserActivated = "user.activated";
    public const string UserDeactivated = "user.deactivated";
    public const string UserAdopted = "user.adopted";
    public const string UserDeleted = "user.deleted";
    public const string UserLinked = "user.linked";
    public const string GroupCreated = "group.created";
    public const string GroupChanged = "group.changed";
    public const string GroupDeleted = "group.deleted";
    public const string RoleDefined = "role.defined";
    public const string RoleDeleted = "role.deleted";
    public const string SchemaAdded = "schema.added";
    public const string SchemaChanged = "schema.changed";
    public const string SchemaRemoved = "schema.removed";
}
