namespace Scim.Api.Access;

/// <summary>Endpoint metadata: who may call it. An endpoint without one is refused to everybody.</summary>
public enum AccessRequirement
{
    /// <summary>Anybody: health only.</summary>
    Open,

    /// <summary>A SCIM token whose scope covers the URL's environment and tenant (rules S1, S2).</summary>
    ScimToken,

    /// <summary>An administrator key (rule S4).</summary>
    Administrator,
}
