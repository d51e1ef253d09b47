using Scim.Api.Access;
using Scim.Api.Http;

namespace Scim.Api.Users;

/// <summary>The URLs of Users below a base.</summary>
internal static class UserRoutes
{
    public static void MapUsers(this IEndpointRouteBuilder routes, IGrainFactory grains)
    {
        routes.MapUrl(
            "/Users", AccessRequirement.ScimToken,
            (HttpMethods.Get, new ListUsers(grains).Handle),
            (HttpMethods.Post, new CreateUser(grains).Handle));
        routes.MapUrl(
            "/Users/{id}", AccessRequirement.ScimToken,
            (HttpMethods.Get, new GetUser(grains).Handle),
            (HttpMethods.Put, new ReplaceUser(grains).Handle),
            (HttpMethods.Patch, new PatchUser(grains).Handle),
            (HttpMethods.Delete, new DeleteUser(grains).Handle));
    }
}
