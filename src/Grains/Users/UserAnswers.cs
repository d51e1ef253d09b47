using System.Collections.Immutable;
using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Interfaces.Users;
using Scim.Grains.Storage.Rows;

namespace Scim.Grains.Users;

/// <summary>Makes what a tenant sees of a user from its parts.</summary>
internal static class UserAnswers
{
    /// <param name="view">The user.</param>
    /// <param name="schemasVersion">As in <see cref="UserResource.SchemasVersion"/>.</param>
    public static UserResource ToResource(this UserView view, long schemasVersion = 0) => Resource(view.User, view.Link, view.Groups, schemasVersion);

    private static UserResource Resource(UserRow user, LinkRow? link, ImmutableArray<GroupName> groups, long schemasVersion) => new()
    {
        Id = user.Key.Id,
        Profile = user.Profile,
        ExternalId = link?.ExternalId,
        Groups = groups,
        ProfileVersion = user.Version,
        LinkVersion = link?.Version ?? 0,
        SchemasVersion = schemasVersion,
        Created = user.Created,
        LastModified = link is not null && link.LastModified > user.LastModified ? link.LastModified : user.LastModified,
    };
}
