using static Scim.Protocol.Errors.ScimErrorType;

namespace Scim.Protocol.Errors;

// Refusals of the message itself: JSON, schemas, values, filters, paths, PATCH.
public static partial class Refusals
{
    public static readonly Refusal MalformedJson = new("malformed-json", 400, InvalidSyntax, "The body is not one well-formed UTF-8 JSON object of at most 32 levels, without duplicate members.");
    public static readonly Refusal WrongSchema = new("wrong-schema", 400, InvalidSyntax, "`schemas` names only schemas of another resource type or message, or the token's profile does not forgive what it names.");
    public static readonly Refusal WrongType = new("wrong-type", 400, InvalidValue, "A value has another JSON type than its attribute's.");
    public static readonly Refusal MissingValue = new("missing-value", 400, InvalidValue, "A required attribute or extension is missing or empty.");
    public static readonly Refusal ValueTooLong = new("value-too-long", 400, InvalidValue, "A string is longer than 4096 characters (64 KiB for photos and certificates).");
    public static readonly Refusal BadValue = new("bad-value", 400, InvalidValue, "A value is not one that its attribute can hold.");
    public static readonly Refusal SeveralPrimary = new("several-primary", 400, InvalidValue, "More than one element of a multi-valued attribute is marked primary.");
    public static readonly Refusal FilterSyntax = new("filter-syntax", 400, InvalidFilter, "The filter does not follow the grammar of RFC 7644 §3.4.2.2.");
    public static readonly Refusal FilterLimit = new("filter-limit", 400, InvalidFilter, "The filter is longer than 4096 characters, deeper than 20 levels or has more than 50 comparisons.");
    public static readonly Refusal FilterAttribute = new("filter-attribute", 400, InvalidFilter, "The filter names an attribute that the schema lacks or that cannot be filtered.");
    public static readonly Refusal FilterOperator = new("filter-operator", 400, InvalidFilter, "The operator or the compared value does not fit the attribute's type.");
    public static readonly Refusal PathSyntax = new("path-syntax", 400, InvalidPath, "The PATCH path does not follow the grammar of RFC 7644 §3.5.2.");
    public static readonly Refusal PathLimit = new("path-limit", 400, InvalidPath, "The PATCH path is longer than 512 characters.");
    public static readonly Refusal PathAttribute = new("path-attribute", 400, InvalidPath, "The PATCH path names an attribute that the schema lacks.");
    public static readonly Refusal PatchSyntax = new("patch-syntax", 400, InvalidSyntax, "The PATCH body lacks `Operations`, or an operation is not an object with one known `op`.");
    public static readonly Refusal PatchEmpty = new("patch-empty", 400, InvalidValue, "The PATCH has no operations.");
    public static readonly Refusal PatchTooMany = new("patch-too-many", 413, None, "The PATCH has more than 1000 operations or looks at more than a million elements, or the request names more than 50 000 members.");
    public static readonly Refusal PatchNoValue = new("patch-no-value", 400, InvalidValue, "An add or replace operation carries no usable value.");
    public static readonly Refusal PatchNoTarget = new("patch-no-target", 400, NoTarget, "A remove has no path, or a value filter matches nothing and cannot be created from.");
    public static readonly Refusal ReadOnlyAttribute = new("read-only-attribute", 400, ScimErrorType.Mutability, "A PATCH names a readOnly attribute, or removes a required one.");
    public static readonly Refusal ImmutableAttribute = new("immutable-attribute", 400, ScimErrorType.Mutability, "An immutable attribute that has a value cannot take another.");
    public static readonly Refusal BulkSyntax = new("bulk-syntax", 400, InvalidSyntax, "A bulk request lacks `Operations`, gives a bulkId twice, or its `failOnErrors` is no positive number; or one of its operations lacks a part.");
    public static readonly Refusal BulkTooMany = new("bulk-too-many", 413, None, "The bulk request has more than 1000 operations; split it.");
    public static readonly Refusal BulkCircle = new("bulk-circle", 409, None, "Operations of a bulk request refer to each other in a circle, and another one of them failed: they stand or fall together.");
    public static readonly Refusal AttributesConflict = new("attributes-conflict", 400, InvalidValue, "`attributes` and `excludedAttributes` exclude each other.");
    public static readonly Refusal SortAttribute = new("sort-attribute", 400, InvalidValue, "`sortBy` names an attribute that no resource of the endpoint has, that is complex, or that is never returned.");
    public static readonly Refusal SortOrder = new("sort-order", 400, InvalidValue, "`sortOrder` is neither `ascending` nor `descending`.");
    public static readonly Refusal SearchSyntax = new("search-syntax", 400, InvalidSyntax, "A parameter of the SearchRequest is given twice.");
    public static readonly Refusal TooManyResults = new("too-many-results", 400, TooMany, "A sorted page over all resource types begins so far behind that only a cursor leads there.");
    public static readonly Refusal CursorInvalid = new("cursor-invalid", 400, InvalidCursor, "The cursor is none that the service has given out for this query: same endpoint, tenant, filter and order.");
    public static readonly Refusal CursorExpired = new("cursor-expired", 400, ExpiredCursor, "The cursor is older than `cursorTimeout` of /ServiceProviderConfig; begin with an empty one.");
    public static readonly Refusal CountInvalid = new("count-invalid", 400, InvalidCount, "In a query by cursor `count` is no integer, or differs from that of the page that gave the cursor out.");
}
