using Scim.Api.Access;
using Scim.Api.Http;

namespace Scim.Api.Groups;

/// <summary>The URLs of Groups below a base.</summary>
internal static class GroupRoutes
{
    public static void MapGroups(this IEndpointRouteBuilder routes, IGrainFactory grains, ApiOptions options)
    {
        routes.MapUrl(
            "/Groups", AccessRequirement.ScimToken,
            (HttpMethods.Get, "groups.list", new ListGroups(grains).Handle),
            (HttpMethods.Post, "groups.create", new CreateGroup(grains).Handle));
        routes.MapUrl(
            "/Groups/{id}", AccessRequirement.ScimToken,
            (HttpMethods.Get, "groups.get", new GetGroup(grains).Handle),
            (HttpMethods.Put, "groups.replace", new ReplaceGroup(grains).Handle),
            (HttpMethods.Patch, "groups.patch", new PatchGroup(grains, options.GroupPatchMembers).Handle),
            (HttpMethods.Delete, "groups.delete", new DeleteGroup(grains).Handle));
    }
}
