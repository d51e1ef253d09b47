using System.Text;
using Scim.Protocol.Deviations;
using Scim.Protocol.Json;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Fuzz.Targets;

/// <summary>What inputs are applied to.</summary>
internal static class Sample
{
    public static readonly ResourceType UserType = SchemaCatalog.Core.User;
    public static readonly ResourceType GroupType = SchemaCatalog.Core.Group;
    public static readonly ResourceType[] Types = [UserType, GroupType];
    public static readonly IdpProfile[] Profiles = [IdpProfile.Generic, IdpProfile.Strict];

    /// <summary>A user with a value in most places.</summary>
    public static readonly ScimObject User = Bind(
        $$$"""
        {"schemas":["{{{SchemaUrns.User}}}"],"userName":"u","active":true,"title":"a","externalId":"x","name":{"givenName":"É","familyName":"b"},"profileUrl":"https://example.com",
        "emails":[{"value":"a@example.com","type":"work","primary":true},{"value":"b@example.com","type":"home"},{"value":"c@example.com","type":"work","display":"c"}],
        "phoneNumbers":[{"value":"tel:+1-201","type":"work"}],"x509Certificates":[{"value":"aGk="}],"roles":[{"value":"r","primary":true}],
        "{{{SchemaUrns.EnterpriseUser}}}":{"department":"d","manager":{"value":"m","$ref":"../Users/m"} } }
        """);

    /// <summary>A text as the service gets it from a query: what is no UTF-8 has become a replacement; inputs that begin with FE hex are UTF-16, so that half pairs occur too.</summary>
    public static string Text(byte[] input) => input is [0xfe, ..] ? Encoding.Unicode.GetString(input.AsSpan(1)) : Encoding.UTF8.GetString(input);

    private static ScimObject Bind(string json)
    {
        using var document = JsonBody.Parse(Encoding.UTF8.GetBytes(json));
        return ResourceBinder.BindCreate(UserType, document.RootElement, IdpProfile.Strict);
    }
}
