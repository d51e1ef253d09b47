namespace Scim.Api.Http;

/// <summary>The base addresses (rules A1, A2) and the names of their route values.</summary>
internal static class Addresses
{
    public const string Project = "project";
    public const string Environment = "environment";
    public const string Tenant = "tenant";
    public const string Id = "id";
    public const string Urn = "urn";

    /// <summary>Every address below this answers errors in SCIM's form (rule A6).</summary>
    public const string ScimRoot = "/scim";

    public const string LegacyBase = "/scim/v2/{project:pathkey}/{environment:pathkey}";
    public const string TenantBase = LegacyBase + "/v2/{tenant:tenantkey}";

    /// <summary>A tenant's base as an address of its own.</summary>
    public const string TenantRoot = LegacyBase + "/v2/{tenant:rootkey}";

    public const string AdministrationBase = "/api/v1";
}
