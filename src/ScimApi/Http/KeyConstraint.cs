using System.Buffers;

namespace Scim.Api.Http;

/// <summary>A tenant's key in a path: <c>[A-Za-z0-9_-]{1,64}</c> (rule A4). Anything else is a 404 of routing.</summary>
internal class KeyConstraint : IRouteConstraint
{
    public const string Name = "tenantkey";
    private const int Longest = 64;
    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    public virtual bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values.TryGetValue(routeKey, out var value) && value is string { Length: >= 1 and <= Longest } text && !text.AsSpan().ContainsAnyExcept(Allowed);
}
