namespace Scim.Load;

/// <summary>A user with what an enterprise directory sends for each: names, addresses, a telephone number, the enterprise extension.</summary>
internal static class UserDocument
{
    public static string Of(string name) =>
        $$$"""
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],"externalId":"00u-{{{name}}}","userName":"{{{name}}}@example.com",
        "name":{"formatted":"Barbara Jensen","familyName":"Jensen","givenName":"Barbara"},"displayName":"Barbara Jensen","title":"Tour Guide","preferredLanguage":"en-US","locale":"en-US","active":true,
        "emails":[{"value":"{{{name}}}@example.com","type":"work","primary":true}],"phoneNumbers":[{"value":"+1 555 555 5555","type":"work"}],
        "addresses":[{"type":"work","streetAddress":"100 Universal City Plaza","locality":"Hollywood","region":"CA","postalCode":"91608","country":"US"}],
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"employeeNumber":"701984","costCenter":"4130","organization":"Universal Studios","division":"Theme Park","department":"Tour Operations"}}
        """;
}
