namespace Scim.Service.Tests.Worlds;

/// <summary>An environment made for a test, with tenants <c>default</c>, <c>acme</c> and <c>globex</c> and one token for all of it.</summary>
/// <param name="Address">The service, e.g. <c>http://127.0.0.1:5000</c>, without a trailing slash.</param>
/// <param name="Project">The project's key.</param>
/// <param name="Key">The environment's key.</param>
/// <param name="Token">A SCIM token of the environment.</param>
internal sealed record TestEnvironment(string Address, string Project, string Key, string Token)
{
    public const string Acme = "acme";

    public const string Globex = "globex";

    /// <summary>The legacy base (rule A1).</summary>
    public string LegacyBase => $"{Address}/scim/v2/{Project}/{Key}";

    /// <summary>A tenant base without its tenant (rule A2).</summary>
    public string TenantParent => LegacyBase + "/v2";

    public string TenantBase(string tenant) => $"{TenantParent}/{tenant}";

    /// <summary>Below <c>/api/v1</c>.</summary>
    public string AdministrationPath => $"/projects/{Project}/environments/{Key}";
}
