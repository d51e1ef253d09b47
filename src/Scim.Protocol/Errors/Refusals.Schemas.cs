using static Scim.Protocol.Errors.ScimErrorType;

namespace Scim.Protocol.Errors;

// Refusals of schema documents, and of requests for schemas and resource types.
public static partial class Refusals
{
    public static readonly Refusal BadSchema = new("bad-schema", 400, InvalidValue, "A schema document does not follow RFC 7643 §7.");
    public static readonly Refusal SchemaTaken = new("schema-taken", 409, ScimErrorType.Uniqueness, "The environment has a schema of this URN, or one whose URN begins alike so that a path could mean either.");
    public static readonly Refusal SchemaMissing = new("schema-missing", 404, None, "The environment has added no extension schema of this URN.");
    public static readonly Refusal SchemaInUse = new("schema-in-use", 409, None, "Resources of the environment have data of this extension, which the change would leave without a schema or invalid; remove the data first.");
    public static readonly Refusal SchemaNeedsData = new("schema-needs-data", 409, None, "A required extension would make the resources that the environment has already invalid; add it as not required.");
    public static readonly Refusal TooManySchemas = new("too-many-schemas", 409, None, "The environment has as many extension schemas as it can have.");
}
