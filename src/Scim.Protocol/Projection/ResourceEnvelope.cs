using Scim.Protocol.Schemas;

namespace Scim.Protocol.Projection;

/// <summary>What an answer says about a resource beside its profile (RFC 7643 §3.1).</summary>
/// <param name="Type">The resource type; its id is <c>meta.resourceType</c>.</param>
/// <param name="Id">Shown as hex digits and dashes, which a known client's parser needs.</param>
/// <param name="ExternalId">The requesting tenant's own (rule U3); null if it has none.</param>
/// <param name="Created">Shown in UTC, cut to milliseconds.</param>
/// <param name="LastModified">As <paramref name="Created"/>.</param>
/// <param name="Version">The opaque part of the entity tag, without <c>W/</c> and quotes.</param>
/// <param name="BaseUrl">The base that the request came through, absolute, without a slash at the end (rule A5).</param>
public readonly record struct ResourceEnvelope(
    ResourceType Type, Guid Id, string? ExternalId, DateTimeOffset Created, DateTimeOffset LastModified, string Version, string BaseUrl)
{
    /// <summary><c>meta.location</c> and the <c>Location</c> header.</summary>
    public string Location => $"{BaseUrl}{Type.Endpoint}/{Id:D}";

    /// <summary><c>meta.version</c> and the <c>ETag</c> header: a weak entity tag (RFC 7644 §3.14).</summary>
    public string ETag => $"W/\"{Version}\"";
}
