namespace Scim.Api.Http;

/// <summary>
/// A tenant in the address of a base itself: not the name of an endpoint. <c>…/v2/Users</c> is what clients send who forgot the tenant; it has to stay a 404 before
/// authentication (rule A4) and not become a query over all that a tenant called <c>Users</c> has. Such a tenant is asked by <c>/.search</c>.
/// </summary>
internal sealed class RootKeyConstraint : KeyConstraint
{
    public new const string Name = "rootkey";
    private static readonly string[] Endpoints = ["Users", "Groups", "Me", "Bulk", "ServiceProviderConfig", "ResourceTypes", "Schemas"];

    public override bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        base.Match(httpContext, route, routeKey, values, routeDirection)
        && !Endpoints.Contains((string?)values[routeKey], StringComparer.OrdinalIgnoreCase);
}
