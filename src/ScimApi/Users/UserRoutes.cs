using Scim.Api.Access;
using Scim.Api.Http;
using Scim.Api.Schemas;
using Scim.Grains.Interfaces.Users;

namespace Scim.Api.Users;

/// <summary>The URLs of Users below a base.</summary>
internal static class UserRoutes
{
    public static void MapUsers(this IEndpointRouteBuilder routes, IGrainFactory grains)
    {
        var users = UserCalls.Of(routes, grains);
        var committed = routes.ServiceProvider.GetService<ICommittedUsers>();
        var schemas = routes.ServiceProvider.GetRequiredService<SchemaViews>();
        var list = new ListUsers(grains, committed, schemas);
        routes.MapUrl(
            "/Users", AccessRequirement.ScimToken,
            (HttpMethods.Get, "users.list", list.Handle),
            (HttpMethods.Post, "users.create", new CreateUser(users, schemas).Handle));
        routes.MapUrl("/Users/.search", AccessRequirement.ScimToken, (HttpMethods.Post, "users.search", list.Search));
        routes.MapUrl(
            "/Users/{id}", AccessRequirement.ScimToken,
            (HttpMethods.Get, "users.get", new GetUser(grains, committed, schemas).Handle),
            (HttpMethods.Put, "users.replace", new ReplaceUser(users, schemas).Handle),
            (HttpMethods.Patch, "users.patch", new PatchUser(users, schemas).Handle),
            (HttpMethods.Delete, "users.delete", new DeleteUser(users).Handle));
    }
}
