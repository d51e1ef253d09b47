namespace Scim.Api.Access;

/// <summary>Endpoint metadata: who may call it. An endpoint without one is refused to everybody.</summary>
public enum AccessRequirement
{
    /// <summary>Anybody who reaches its listener: health, and the metrics on the management listener.</summary>
    Open,

    /// <summary>A SCIM token whose scope covers the URL's environment and tenant (rules S1, S2).</summary>
    ScimToken,

    /// <summary>An administrator key (rule S4).</summary>
    Administrator,

    /// <summary>An administrator key, which a browser may send as the password of HTTP Basic (RFC 7617). Only for what changes nothing: a browser sends it with other sites' requests too.</summary>
    AdministratorInBrowser,
}
