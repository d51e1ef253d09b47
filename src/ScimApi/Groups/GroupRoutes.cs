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
            (HttpMethods.Get, new ListGroups(grains).Handle),
            (HttpMethods.Post, new CreateGroup(grains).Handle));
        routes.MapUrl(
            "/Groups/{id}", AccessRequirement.ScimToken,
            (HttpMethods.Get, new GetGroup(grains).Handle),
            (HttpMethods.Put, new ReplaceGroup(grains).Handle),
            (HttpMethods.Patch, new PatchGroup(grains, options.GroupPatchMembers).Handle),
            (HttpMethods.Delete, new DeleteGroup(grains).Handle));
    }
}
