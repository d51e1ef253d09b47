namespace Scim.Api.Http;

/// <summary>Settings of the API, from configuration by these names.</summary>
public sealed class ApiOptions
{
    /// <summary>What clients call the service, e.g. <c>https://scim.example.com</c>; null: the host that a request names.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>Proxies whose <c>X-Forwarded-*</c> headers count: addresses or networks (<c>10.0.0.0/8</c>), separated by commas; null: nobody's.</summary>
    public string? TrustedProxies { get; set; }

    /// <summary>A Group PATCH answers with the resource up to this many members, else 204 (RFC 7644 §3.5.2 allows both).</summary>
    public int GroupPatchMembers { get; set; } = 1000;
}
