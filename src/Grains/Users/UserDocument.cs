using System.Collections.Immutable;
using Scim.Grains.Storage.Operations;
using Scim.Grains.Storage.Rows;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Grains.Users;

/// <summary>
/// A User resource and its parts: the shared profile (rule U1) and the tenant's externalId (rule U3). A request changes the whole;
/// the store keeps the parts.
/// </summary>
internal static class UserDocument
{
    private const string ExternalId = "externalId";

    /// <summary>The resource as one tenant sees it, for a PUT or PATCH to start from.</summary>
    public static ScimObject Compose(ResourceType type, UserRow user, LinkRow? link)
    {
        var profile = ResourceJson.Read(type, user.Profile);
        return link?.ExternalId is { } externalId ? profile.With(ExternalId, new ScimString(externalId)) : profile;
    }

    /// <summary>The tenant's part of a resource.</summary>
    public static string? ExternalIdOf(ScimObject resource) => Text(resource, ExternalId);

    /// <summary>The shared part of a resource, with the values that the store indexes.</summary>
    public static UserContent ContentOf(ResourceType type, ScimObject resource)
    {
        var userName = Text(resource, "userName")!;
        return new UserContent
        {
            UserName = userName,
            DisplayName = Text(resource, "displayName") ?? userName,
            Active = resource["active"] is not ScimBoolean { Value: false },
            Profile = ResourceJson.Write(type, resource.Without(ExternalId)),
            Type = type,
            Emails = EmailsOf(resource),
        };
    }

    /// <summary>A user of whom nothing but the userName is known: made by an assignment, active (rule G10). It has no extension's data, not even of a required one.</summary>
    public static UserContent Provisional(string userName) => ContentOf(SchemaCatalog.Core.User, new ScimObject(
    [
        new("userName", new ScimString(userName)),
        new("active", ScimBoolean.True),
    ]));

    private static ImmutableArray<EmailValue> EmailsOf(ScimObject resource)
    {
        if (resource["emails"] is not ScimArray emails)
        {
            return [];
        }

        var values = ImmutableArray.CreateBuilder<EmailValue>(emails.Items.Length);
        foreach (var email in emails.Items)
        {
            if (email is ScimObject element && Text(element, "value") is { } value)
            {
                values.Add(new EmailValue(value, Text(element, "type")));
            }
        }

        return values.DrainToImmutable();
    }

    private static string? Text(ScimObject resource, string name) => (resource[name] as ScimString)?.Value;
}
