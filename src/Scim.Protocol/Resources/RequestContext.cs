namespace Scim.Protocol.Resources;

/// <summary>What a request does with a resource; together with an attribute's characteristics it decides what is accepted.</summary>
public enum RequestContext
{
    /// <summary>POST (RFC 7644 §3.3).</summary>
    Create,

    /// <summary>PUT (RFC 7644 §3.5.1).</summary>
    Replace,

    /// <summary>An attribute that a PATCH addresses (RFC 7644 §3.5.2).</summary>
    Patch,
}
