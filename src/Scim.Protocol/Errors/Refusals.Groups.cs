using static Scim.Protocol.Errors.ScimErrorType;

namespace Scim.Protocol.Errors;

// Refusals of what a group is or holds.
public static partial class Refusals
{
    public static readonly Refusal GroupNameInvalid = new("group-name-invalid", 400, InvalidValue, "A group's displayName has no ASCII letter, digit, '-' or '_', or is longer than 256 characters.");
    public static readonly Refusal NestedGroup = new("nested-group", 400, InvalidValue, "A member is a group. Groups are roles, and roles do not nest.");
}
