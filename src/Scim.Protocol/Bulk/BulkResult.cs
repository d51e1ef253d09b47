using Scim.Protocol.Errors;

namespace Scim.Protocol.Bulk;

/// <summary>What became of an operation (RFC 7644 §3.7.3).</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Status">As a single request would have been answered.</param>
/// <param name="Location">Of the resource, absolute; null only for a POST that failed, and for what has no path.</param>
/// <param name="Version">The resource's entity tag after the operation, where there is one.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
public sealed record BulkResult(BulkOperation Operation, int Status, string? Location, string? Version, ScimError? Error);
