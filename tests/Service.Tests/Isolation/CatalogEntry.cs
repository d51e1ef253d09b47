using Scim.Api.Access;

namespace Scim.Service.Tests.Isolation;

/// <summary>One method of one URL that the running service has mapped.</summary>
/// <param name="Method">An HTTP method, or <see cref="AnyOther"/>.</param>
/// <param name="Pattern">The route without its constraints, e.g. <c>/scim/v2/{project}/{environment}/Users/{id}</c>.</param>
/// <param name="Requirement">Who may call; null when the endpoint declares nothing.</param>
internal sealed record CatalogEntry(string Method, string Pattern, AccessRequirement? Requirement)
{
    /// <summary>The endpoint takes every method that no other endpoint of the URL takes.</summary>
    public const string AnyOther = "*";

    private const string LegacyBase = "/scim/v2/{project}/{environment}";
    private const string TenantBase = LegacyBase + "/v2/{tenant}";

    public bool IsScim => Requirement == AccessRequirement.ScimToken;

    public bool IsAdministration => Requirement == AccessRequirement.Administrator;

    public bool IsBelowTenantBase => Pattern.StartsWith(TenantBase, StringComparison.Ordinal);

    /// <summary>The pattern below its base: the same row serves both bases (rule A5).</summary>
    public string RowKey
    {
        get
        {
            var below = IsBelowTenantBase ? Pattern[TenantBase.Length..]
                : Pattern.StartsWith(LegacyBase, StringComparison.Ordinal) ? Pattern[LegacyBase.Length..]
                : Pattern;
            return $"{(Method == "HEAD" ? "GET" : Method)} {below}";
        }
    }

    public override string ToString() => $"{Method} {Pattern}";
}
