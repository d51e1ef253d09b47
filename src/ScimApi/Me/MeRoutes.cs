using Scim.Api.Access;
using Scim.Api.Http;
using Scim.Api.Schemas;
using Scim.Api.Users;
using Scim.Grains.Interfaces.Users;

namespace Scim.Api.Me;

/// <summary>The alias of the user whom the token stands for (RFC 7644 §3.11).</summary>
internal static class MeRoutes
{
    public static void MapMe(this IEndpointRouteBuilder routes, IGrainFactory grains)
    {
        var users = UserCalls.Of(routes, grains);
        var committed = routes.ServiceProvider.GetService<ICommittedUsers>();
        var schemas = routes.ServiceProvider.GetRequiredService<SchemaViews>();
        routes.MapUrl(
            "/Me", new AccessMetadata(AccessRequirement.ScimToken) { ForUsers = true },
            (HttpMethods.Get, "me.get", MeAlias.Of(new GetUser(grains, committed, schemas).HandleOwn)),
            (HttpMethods.Post, "me.create", MeAlias.Of(MeAlias.Create)),
            (HttpMethods.Put, "me.replace", MeAlias.Of(new ReplaceUser(users, schemas).Handle)),
            (HttpMethods.Patch, "me.patch", MeAlias.Of(new PatchUser(users, schemas).Handle)),
            (HttpMethods.Delete, "me.delete", MeAlias.Of(new DeleteUser(users).Handle)));
    }
}
