using Scim.Api.Access;
using Scim.Api.Http;
using Scim.Grains.Interfaces.Users;

namespace Scim.Api.Users;

/// <summary>The URLs of Users below a base.</summary>
internal static class UserRoutes
{
    public static void MapUsers(this IEndpointRouteBuilder routes, IGrainFactory grains)
    {
        var committed = routes.ServiceProvider.GetService<ICommittedUsers>();
        routes.MapUrl(
            "/Users", AccessRequirement.ScimToken,
            (HttpMethods.Get, new ListUsers(grains, committed).Handle),
            (HttpMethods.Post, new CreateUser(grains).Handle));
        routes.MapUrl(
            "/Users/{id}", AccessRequirement.ScimToken,
            (HttpMethods.Get, new GetUser(grains, committed).Handle),
            (HttpMethods.Put, new ReplaceUser(grains).Handle),
            (HttpMethods.Patch, new PatchUser(grains).Handle),
            (HttpMethods.Delete, new DeleteUser(grains).Handle));
    }
}
