using Scim.Protocol.Bulk;

namespace Scim.Protocol.Discovery;

/// <summary>What the service supports, as <c>/ServiceProviderConfig</c> tells it (RFC 7643 §5, RFC 9865 §4). The defaults are what is built; limits are told even of what is not supported.</summary>
public sealed record ServiceProviderFeatures
{
    public bool Patch { get; init; } = true;

    public bool Bulk { get; init; } = true;

    public int BulkMaxOperations { get; init; } = BulkRequest.MaxOperations;

    /// <summary>In bytes.</summary>
    public int BulkMaxPayloadSize { get; init; } = 4 * 1024 * 1024;

    public bool Filter { get; init; } = true;

    public int FilterMaxResults { get; init; } = 1000;

    public bool ChangePassword { get; init; }

    public bool Sort { get; init; } = true;

    /// <summary>Entity tags, and preconditions on them (<c>If-Match</c>, <c>If-None-Match</c>).</summary>
    public bool ETag { get; init; } = true;

    public bool CursorPagination { get; init; } = true;

    public bool IndexPagination { get; init; } = true;

    public int DefaultPageSize { get; init; } = 100;

    public int MaxPageSize { get; init; } = 1000;

    /// <summary>In seconds; told only with <see cref="CursorPagination"/>.</summary>
    public int? CursorTimeout { get; init; } = 3600;

    /// <summary>An absolute address, or null for none.</summary>
    public string? DocumentationUri { get; init; }
}
