using System.Text;
using System.Text.Json;
using Scim.Protocol.Deviations;
using Scim.Protocol.Json;
using Scim.Protocol.Patch;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Tests.Resources;
using Scim.Protocol.Values;

namespace Scim.Protocol.Tests.Patch;

/// <summary>Short forms for tests: resources and PATCH bodies from JSON text.</summary>
internal static class Patching
{
    public static readonly ResourceType User = SchemaCatalog.Core.User;

    /// <summary>The stored form of a resource; a user is not active unless the text says so.</summary>
    public static ScimObject Resource(string json, ResourceType? type = null)
    {
        var resource = Binding.Create(json, type);
        return json.Contains("\"active\"", StringComparison.Ordinal) ? resource : resource.Without("active");
    }

    public static string Body(string operations) =>
        "{\"schemas\":[\"" + SchemaUrns.PatchOp + "\"],\"Operations\":" + operations + "}";

    public static PatchOutcome Apply(ScimObject resource, string operations, IdpProfile? profile = null, ResourceType? type = null)
    {
        using var document = JsonBody.Parse(Encoding.UTF8.GetBytes(Body(operations)));
        var request = PatchRequest.Parse(document.RootElement, type ?? User, profile ?? IdpProfile.Generic);
        return PatchEngine.Apply(type ?? User, resource, request, profile ?? IdpProfile.Generic);
    }

    public static PatchRequest Parse(string body, IdpProfile? profile = null)
    {
        using var document = JsonBody.Parse(Encoding.UTF8.GetBytes(body));
        return PatchRequest.Parse(document.RootElement, User, profile ?? IdpProfile.Generic);
    }

    public static string Json(ScimObject resource, ResourceType? type = null) => Encoding.UTF8.GetString(ResourceJson.Write(type ?? User, resource));

    public static string Text(object? value) => JsonSerializer.Serialize(value);
}
