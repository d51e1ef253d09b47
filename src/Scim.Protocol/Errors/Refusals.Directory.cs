using static Scim.Protocol.Errors.ScimErrorType;

namespace Scim.Protocol.Errors;

// Refusals by what the directory holds: users, groups, tenants, and what administers them.
public static partial class Refusals
{
    public static readonly Refusal UserMissing = new("user-missing", 404, None, "The environment has no user of this id.");
    public static readonly Refusal UserNameTaken = new("user-name-taken", 409, ScimErrorType.Uniqueness, "Another user of the environment has this userName; upper and lower case do not count.");
    public static readonly Refusal GroupMissing = new("group-missing", 404, None, "The tenant holds no group of this id.");
    public static readonly Refusal GroupHeld = new("group-held", 409, ScimErrorType.Uniqueness, "The tenant holds this role already, perhaps under another name.");
    public static readonly Refusal GroupNameTaken = new("group-name-taken", 409, ScimErrorType.Uniqueness, "A group of the tenant has a name with the same key: its ASCII letters, digits, '-' and '_' are the same.");
    public static readonly Refusal RoleKeyTaken = new("role-key-taken", 409, ScimErrorType.Uniqueness, "A role with the same key exists under another displayName.");
    public static readonly Refusal TenantMissing = new("tenant-missing", 400, InvalidValue, "The tenant of the URL does not exist in the environment; an administrator creates it.");
    public static readonly Refusal StaleMember = new("stale-member", 400, InvalidValue, "A member's value is shaped like an id and no user has that id.");
    public static readonly Refusal UnresolvedReference = new("unresolved-reference", 400, InvalidValue, "A bulkId reference stands for nothing: it is outside a bulk request, or no POST of its request has created that resource.");
    public static readonly Refusal Busy = new("busy", 503, None, "Others kept changing the same resource; nothing was changed. Repeat the request.");
    public static readonly Refusal KeyInvalid = new("key-invalid", 400, InvalidValue, "A key is 1 to 64 ASCII letters, digits, '-' and '_', not shaped like a UUID, and not the reserved 'v2' for a project or an environment.");
    public static readonly Refusal KeyTaken = new("key-taken", 409, ScimErrorType.Uniqueness, "Another project, or environment of the project, or tenant of the environment has this key.");
    public static readonly Refusal TextInvalid = new("text-invalid", 400, InvalidValue, "A name or description is empty, too long, or holds control characters.");
    public static readonly Refusal ExpiryInvalid = new("expiry-invalid", 400, InvalidValue, "A token's expiry lies in the past, or a rotation's overlap is negative or longer than 90 days.");
    public static readonly Refusal IdpProfileUnknown = new("idp-profile-unknown", 400, InvalidValue, "A token's `idp` is no profile, or its `deviations` has a name that is no deviation; docs/idp-profiles.md has the names.");
    public static readonly Refusal ProjectMissing = new("project-missing", 404, None, "There is no project of this id or key.");
    public static readonly Refusal EnvironmentMissing = new("environment-missing", 404, None, "The project has no environment of this id or key.");
    public static readonly Refusal TenantUnknown = new("tenant-unknown", 404, None, "The environment has no tenant of this key.");
    public static readonly Refusal TokenMissing = new("token-missing", 404, None, "The environment has no token of this id.");
    public static readonly Refusal TokenUserMissing = new("token-user-missing", 400, InvalidValue, "The environment has no user of the id that a token is to stand for.");
    public static readonly Refusal UserInactive = new("user-inactive", 403, None, "The user that the token stands for is not active (rule U6).");
    public static readonly Refusal TokenInactive = new("token-inactive", 409, None, "The token is revoked or expired and cannot be rotated; issue a new one.");
    public static readonly Refusal NameHeldByTenant = new("name-held-by-tenant", 409, ScimErrorType.Uniqueness, "A tenant holds a group whose name has the same key, so that the role cannot be defined for all.");
}
