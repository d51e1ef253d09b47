using Scim.Api.Access;
using Scim.Api.Http;
using Scim.Api.Schemas;

namespace Scim.Api.Groups;

/// <summary>The URLs of Groups below a base.</summary>
internal static class GroupRoutes
{
    public static void MapGroups(this IEndpointRouteBuilder routes, IGrainFactory grains, ApiOptions options)
    {
        var groups = new GroupCalls(grains);
        var schemas = routes.ServiceProvider.GetRequiredService<SchemaViews>();
        var list = new ListGroups(grains, schemas);
        routes.MapUrl(
            "/Groups", AccessRequirement.ScimToken,
            (HttpMethods.Get, "groups.list", list.Handle),
            (HttpMethods.Post, "groups.create", new CreateGroup(grains, groups, schemas).Handle));
        routes.MapUrl("/Groups/.search", AccessRequirement.ScimToken, (HttpMethods.Post, "groups.search", list.Search));
        routes.MapUrl(
            "/Groups/{id}", AccessRequirement.ScimToken,
            (HttpMethods.Get, "groups.get", new GetGroup(grains, schemas).Handle),
            (HttpMethods.Put, "groups.replace", new ReplaceGroup(grains, groups, schemas).Handle),
            (HttpMethods.Patch, "groups.patch", new PatchGroup(grains, groups, schemas, options.GroupPatchMembers).Handle),
            (HttpMethods.Delete, "groups.delete", new DeleteGroup(groups).Handle));
    }
}
