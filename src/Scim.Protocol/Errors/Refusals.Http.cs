using static Scim.Protocol.Errors.ScimErrorType;

namespace Scim.Protocol.Errors;

// Refusals of the request before its message is read: address, method, access, size, media type, query; and faults of the service.
public static partial class Refusals
{
    public static readonly Refusal UnknownAddress = new("unknown-address", 404, None, "No endpoint has this URL; check the base URL, the tenant's spelling and the resource's name.");
    public static readonly Refusal UnknownResource = new("unknown-resource", 404, None, "Nothing of that id exists here.");
    public static readonly Refusal MethodNotAllowed = new("method-not-allowed", 405, None, "The URL exists and does not know this method; the header `Allow` lists those that it knows.");
    public static readonly Refusal Unauthenticated = new("unauthenticated", 401, None, "No bearer token was sent, or the one sent is unknown, expired or revoked (rule S1).");
    public static readonly Refusal OutOfScope = new("out-of-scope", 403, None, "The token belongs to another environment or tenant than the URL (rule S2), or stands for a user, who has `/Me` and the discovery endpoints alone.");
    public static readonly Refusal AccessUndeclared = new("access-undeclared", 403, None, "The endpoint declares no access rule, and what is not declared is denied.");
    public static readonly Refusal DiscoveryFilter = new("discovery-filter", 403, None, "A discovery endpoint cannot be filtered (RFC 7644 §4).");
    public static readonly Refusal BodyTooLarge = new("body-too-large", 413, None, "The body is larger than 1 MiB, 16 MiB for a change of a group, or 4 MiB for a bulk request.");
    public static readonly Refusal TooManyRequests = new("too-many-requests", 429, None, "The token has made more requests than its rate allows; repeat the request after the time in `Retry-After`.");
    public static readonly Refusal UnsupportedMediaType = new("unsupported-media-type", 415, None, "The body is neither `application/scim+json` nor `application/json` in UTF-8, or it is compressed.");
    public static readonly Refusal PreconditionSyntax = new("precondition-syntax", 400, InvalidValue, "`If-Match`, `If-None-Match` or the `version` of a bulk operation is neither `*` nor a list of entity tags.");
    public static readonly Refusal PreconditionFailed = new("precondition-failed", 412, None, "The resource has a version that `If-Match`, `If-None-Match` or the `version` of a bulk operation excludes; read it and decide again.");
    public static readonly Refusal EmptyBody = new("empty-body", 400, InvalidSyntax, "The request needs a body and has none.");
    public static readonly Refusal UnreadableRequest = new("unreadable-request", 400, InvalidSyntax, "The request breaks HTTP's own syntax, or ended early.");
    public static readonly Refusal QueryParameter = new("query-parameter", 400, InvalidValue, "A query parameter is given twice, is not of its type, or is not UTF-8.");
    public static readonly Refusal NotImplemented = new("not-implemented", 501, None, "RFC 7644 describes this endpoint and the service does not offer it: `/Me` for the token of a connection, or a POST to `/Me`.");
    public static readonly Refusal Unavailable = new("unavailable", 503, None, "The service cannot answer now; repeat the request after the time in `Retry-After`.");
    public static readonly Refusal InternalError = new("internal-error", 500, None, "A fault of the service; the log has more under the request id in the detail.");
}
