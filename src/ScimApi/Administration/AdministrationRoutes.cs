using Scim.Api.Access;
using Scim.Api.Decisions;
using Scim.Api.Http;

namespace Scim.Api.Administration;

/// <summary>The administration API: every URL needs an administrator key (rule S4).</summary>
internal static class AdministrationRoutes
{
    private const string Environment = "/projects/{project}/environments/{environment}";

    public static void MapAdministration(this IEndpointRouteBuilder root, IGrainFactory grains)
    {
        var routes = root.MapGroup(Addresses.AdministrationBase);
        Map(routes, "/projects", (HttpMethods.Get, new ListProjects(grains).Handle), (HttpMethods.Post, new CreateProject(grains).Handle));
        Map(routes, "/projects/{project}", (HttpMethods.Get, new GetProject(grains).Handle));
        Map(
            routes, "/projects/{project}/environments",
            (HttpMethods.Get, new ListEnvironments(grains).Handle), (HttpMethods.Post, new CreateEnvironment(grains).Handle));
        Map(routes, Environment, (HttpMethods.Get, new GetEnvironment(grains).Handle));
        Map(routes, $"{Environment}/tenants", (HttpMethods.Get, new ListTenants(grains).Handle), (HttpMethods.Post, new CreateTenant(grains).Handle));
        Map(routes, $"{Environment}/tenants/{{tenant}}", (HttpMethods.Get, new GetTenant(grains).Handle));
        Map(routes, $"{Environment}/tenants/{{tenant}}/users/{{id}}/roles", (HttpMethods.Get, new GetEffectiveRoles(grains).Handle));
        Map(routes, $"{Environment}/tokens", (HttpMethods.Get, new ListTokens(grains).Handle), (HttpMethods.Post, new CreateToken(grains).Handle));
        Map(
            routes, $"{Environment}/tokens/{{id}}",
            (HttpMethods.Get, new GetToken(grains).Handle), (HttpMethods.Delete, new RevokeToken(grains).Handle));
        Map(routes, $"{Environment}/tokens/{{id}}/rotate", (HttpMethods.Post, new RotateToken(grains).Handle));
        Map(routes, $"{Environment}/roles", (HttpMethods.Get, new ListRoles(grains).Handle), (HttpMethods.Post, new DefineRole(grains).Handle));
        Map(routes, $"{Environment}/events", (HttpMethods.Get, new ListEvents(grains).Handle));
    }

    private static void Map(IEndpointRouteBuilder routes, string pattern, params ReadOnlySpan<(string Method, RequestDelegate Handler)> handlers) =>
        routes.MapUrl(pattern, AccessRequirement.Administrator, handlers);
}
