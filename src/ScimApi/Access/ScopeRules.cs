using Scim.Grains.Interfaces.Access;

namespace Scim.Api.Access;

/// <summary>Rule S2: a token belongs to one environment, or to one tenant of it. Decided from the grant and the URL alone, before anything is looked up.</summary>
internal static class ScopeRules
{
    /// <summary>Where the legacy base's assignments land (rule A1).</summary>
    public const string DefaultTenant = "default";

    /// <summary>Whether the grant covers the URL.</summary>
    /// <param name="grant">The token's grant.</param>
    /// <param name="project">The URL's project, an id or a key (rule A3).</param>
    /// <param name="environment">The URL's environment, an id or a key.</param>
    /// <param name="tenant">The tenant's key; <see cref="DefaultTenant"/> on the legacy base.</param>
    public static bool Covers(AccessGrant grant, string project, string environment, string tenant) =>
        Names(project, grant.ProjectPathKey, grant.ProjectId)
        && Names(environment, grant.EnvironmentPathKey, grant.Environment.Id)
        && (grant.Tenant is null || grant.Tenant == tenant);

    // A key is never shaped like a UUID (rule A3), so the two readings cannot be mistaken for each other.
    private static bool Names(string segment, string key, Guid id) =>
        segment == key || (Guid.TryParseExact(segment, "D", out var parsed) && parsed == id);
}
