using System.Text;
using System.Text.Json;
using Scim.Protocol.Deviations;
using Scim.Protocol.Json;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Tests.Resources;

/// <summary>Short forms for tests: bind JSON text, and see the result as the JSON that would be stored.</summary>
internal static class Binding
{
    public static readonly ResourceType User = SchemaCatalog.Core.User;

    public static ScimObject Create(string json, ResourceType? type = null, IdpProfile? profile = null)
    {
        using var document = JsonBody.Parse(Encoding.UTF8.GetBytes(json));
        return ResourceBinder.BindCreate(type ?? User, document.RootElement, profile ?? IdpProfile.Generic);
    }

    public static ScimObject Replace(string json, ScimObject current, ResourceType? type = null)
    {
        using var document = JsonBody.Parse(Encoding.UTF8.GetBytes(json));
        return ResourceBinder.BindReplace(type ?? User, document.RootElement, current, IdpProfile.Generic);
    }

    /// <summary>The members of a user body beside userName, as they are stored beside <c>schemas</c>, <c>userName</c> and <c>active</c>.</summary>
    public static string Stored(string members, IdpProfile? profile = null)
    {
        var user = Create("{\"schemas\":[\"" + SchemaUrns.User + "\"],\"userName\":\"x\"," + members + "}", null, profile);
        var json = Encoding.UTF8.GetString(ResourceJson.Write(User, user.Without("userName").Without("active")));
        return json[(json.IndexOf(']', StringComparison.Ordinal) + 1)..^1].TrimStart(',');
    }

    public static ScimValue? Value(string attribute, string json, ResourceType? type = null)
    {
        (type ?? User).TryGetAttribute(attribute, out var definition).ShouldBeTrue();
        using var document = JsonDocument.Parse(json);
        return ResourceBinder.BindValue(definition, document.RootElement, IdpProfile.Generic);
    }
}
