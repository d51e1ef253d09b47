namespace Scim.Api.Http;

/// <summary>A project or an environment in a path: a key or a UUID, and not the reserved <c>v2</c> (rule A3), so that there is no tenant-less <c>/v2/Users</c> (rule A4).</summary>
internal sealed class PathKeyConstraint : KeyConstraint
{
    public new const string Name = "pathkey";

    public override bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        base.Match(httpContext, route, routeKey, values, routeDirection) && !string.Equals((string?)values[routeKey], "v2", StringComparison.OrdinalIgnoreCase);
}
