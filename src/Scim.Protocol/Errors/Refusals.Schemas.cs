using static Scim.Protocol.Errors.ScimErrorType;

namespace Scim.Protocol.Errors;

// Refusals of schema documents, and of requests for schemas and resource types.
public static partial class Refusals
{
    public static readonly Refusal BadSchema = new("bad-schema", 400, InvalidValue, "A schema document does not follow RFC 7643 §7.");
}
