using Scim.Api.Access;
using Scim.Api.Http;

namespace Scim.Api.Groups;

/// <summary>The URLs of Groups below a base.</summary>
internal static class GroupRoutes
{
    public static void MapGroups(this IEndpointRouteBuilder routes, IGrainFactory grains, ApiOptions options)
    {
        var groups = new GroupCalls(grains);
        var list = new ListGroups(grains);
        routes.MapUrl(
            "/Groups", AccessRequirement.ScimToken,
            (HttpMethods.Get, "groups.list", list.Handle),
            (HttpMethods.Post, "groups.create", new CreateGroup(grains, groups).Handle));
        routes.MapUrl("/Groups/.search", AccessRequirement.ScimToken, (HttpMethods.Post, "groups.search", list.Search));
        routes.MapUrl(
            "/Groups/{id}", AccessRequirement.ScimToken,
            (HttpMethods.Get, "groups.get", new GetGroup(grains).Handle),
            (HttpMethods.Put, "groups.replace", new ReplaceGroup(grains, groups).Handle),
            (HttpMethods.Patch, "groups.patch", new PatchGroup(grains, groups, options.GroupPatchMembers).Handle),
            (HttpMethods.Delete, "groups.delete", new DeleteGroup(groups).Handle));
    }
}
