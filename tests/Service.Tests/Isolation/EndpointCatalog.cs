using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Scim.Api.Access;

namespace Scim.Service.Tests.Isolation;

/// <summary>What the running service has mapped, read from its own routing table: the suites cannot forget an endpoint.</summary>
internal static partial class EndpointCatalog
{
    public static IReadOnlyList<CatalogEntry> Of(IServiceProvider services) =>
    [
        .. services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(Entries)
            .Distinct().OrderBy(entry => entry.Pattern, StringComparer.Ordinal).ThenBy(entry => entry.Method, StringComparer.Ordinal),
    ];

    private static IEnumerable<CatalogEntry> Entries(RouteEndpoint endpoint)
    {
        var pattern = "/" + Constraint().Replace(endpoint.RoutePattern.RawText ?? "", "{$1}").TrimStart('/');
        var requirement = endpoint.Metadata.GetMetadata<AccessMetadata>()?.Requirement;
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
        return methods.DefaultIfEmpty(CatalogEntry.AnyOther).Select(method => new CatalogEntry(method, pattern, requirement));
    }

    [GeneratedRegex(@"\{\**(\w+)[:=?][^}]*\}")]
    private static partial Regex Constraint();
}
