using System.Text.Json;
using Scim.Protocol.Errors;

namespace Scim.Protocol.Bulk;

/// <summary>One operation of a bulk request (RFC 7644 §3.7), as far as it can be judged alone. Refers to the request's JSON document.</summary>
public sealed record BulkOperation
{
    /// <summary>From 0, in the order sent.</summary>
    public required int Index { get; init; }

    /// <summary>As sent; shown again in the result.</summary>
    public required string MethodText { get; init; }

    public BulkMethod Method { get; init; }

    public string? BulkId { get; init; }

    /// <summary>The entity tag that the resource must have, or null.</summary>
    public string? Version { get; init; }

    /// <summary>As sent; empty if it is not a text.</summary>
    public required string Path { get; init; }

    /// <summary>Null where the path names no endpoint; then there is a <see cref="Fault"/>.</summary>
    public BulkTarget? Target { get; init; }

    /// <summary>An object, but for a DELETE.</summary>
    public JsonElement Data { get; init; }

    /// <summary>Whether the data, or the path, has references: then the data is not to be taken as it was sent.</summary>
    public bool Refers { get; init; }

    /// <summary>What is wrong with the operation: it fails with this and is not tried.</summary>
    public ScimError? Fault { get; init; }
}
