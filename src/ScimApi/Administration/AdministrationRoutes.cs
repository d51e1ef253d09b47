using Scim.Api.Access;
using Scim.Api.Decisions;
using Scim.Api.Http;
using Scim.Api.Telemetry;

namespace Scim.Api.Administration;

/// <summary>The administration API: every URL needs an administrator key (rule S4).</summary>
internal static class AdministrationRoutes
{
    private const string Environment = "/projects/{project}/environments/{environment}";

    public static void MapAdministration(this IEndpointRouteBuilder root, IGrainFactory grains)
    {
        var metrics = root.ServiceProvider.GetRequiredService<ApiMetrics>();
        var routes = root.MapGroup(Addresses.AdministrationBase);
        Map(
            routes, "/projects",
            (HttpMethods.Get, "projects.list", new ListProjects(grains).Handle), (HttpMethods.Post, "projects.create", new CreateProject(grains).Handle));
        Map(routes, "/projects/{project}", (HttpMethods.Get, "projects.get", new GetProject(grains).Handle));
        Map(
            routes, "/projects/{project}/environments",
            (HttpMethods.Get, "environments.list", new ListEnvironments(grains).Handle), (HttpMethods.Post, "environments.create", new CreateEnvironment(grains).Handle));
        Map(routes, Environment, (HttpMethods.Get, "environments.get", new GetEnvironment(grains).Handle));
        Map(
            routes, $"{Environment}/tenants",
            (HttpMethods.Get, "tenants.list", new ListTenants(grains).Handle), (HttpMethods.Post, "tenants.create", new CreateTenant(grains).Handle));
        Map(routes, $"{Environment}/tenants/{{tenant}}", (HttpMethods.Get, "tenants.get", new GetTenant(grains).Handle));
        Map(routes, $"{Environment}/tenants/{{tenant}}/users/{{id}}/roles", (HttpMethods.Get, "effective-roles.get", new GetEffectiveRoles(grains).Handle));
        Map(
            routes, $"{Environment}/tokens",
            (HttpMethods.Get, "tokens.list", new ListTokens(grains).Handle), (HttpMethods.Post, "tokens.create", new CreateToken(grains).Handle));
        Map(
            routes, $"{Environment}/tokens/{{id}}",
            (HttpMethods.Get, "tokens.get", new GetToken(grains).Handle), (HttpMethods.Delete, "tokens.revoke", new RevokeToken(grains).Handle));
        Map(routes, $"{Environment}/tokens/{{id}}/rotate", (HttpMethods.Post, "tokens.rotate", new RotateToken(grains).Handle));
        Map(
            routes, $"{Environment}/roles",
            (HttpMethods.Get, "roles.list", new ListRoles(grains).Handle), (HttpMethods.Post, "roles.define", new DefineRole(grains).Handle));
        Map(
            routes, $"{Environment}/schemas",
            (HttpMethods.Get, "extensions.list", new ListExtensions(grains).Handle), (HttpMethods.Post, "extensions.add", new AddExtension(grains).Handle));
        Map(
            routes, $"{Environment}/schemas/{{urn}}",
            (HttpMethods.Get, "extensions.get", new GetExtension(grains).Handle), (HttpMethods.Put, "extensions.replace", new ReplaceExtension(grains).Handle),
            (HttpMethods.Delete, "extensions.remove", new RemoveExtension(grains).Handle));
        Map(routes, $"{Environment}/events", (HttpMethods.Get, "events.list", new ListEvents(grains, metrics).Handle));
    }

    private static void Map(IEndpointRouteBuilder routes, string pattern, params ReadOnlySpan<(string Method, string Operation, RequestDelegate Handler)> handlers) =>
        routes.MapUrl(pattern, AccessRequirement.Administrator, handlers);
}
