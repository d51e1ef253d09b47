using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Tests.Filters;

/// <summary>Filters that identity providers send, against the advertised schemas (protocol.md, point 16).</summary>
public sealed class IdpFilterTests
{
    private static readonly ScimObject Erin = TestResources.Parse("""
        {
          "id": "0190c7a1", "externalId": "Mixed-1", "userName": "Erin.x+y@Contoso.example", "title": "Ref",
          "name": {"givenName": "Erin", "familyName": "Stone"}, "displayName": "Erin Stone", "active": true,
          "emails": [{"value": "erin@contoso.example", "type": "work", "primary": true}],
          "phoneNumbers": [{"type": "mobile", "value": "+1 555"}],
          "roles": [{"value": "admin", "primary": true}],
          "groups": [{"value": "0190c7b2", "display": "Crew", "type": "direct"}],
          "meta": {"resourceType": "User", "created": "2024-03-01T10:00:00.0000001Z", "lastModified": "2024-03-02T10:00:00Z"},
          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"manager": {"value": "0190c7ff"}}
        }
        """);

    private static readonly ScimObject Crew = TestResources.Parse("""
        {"id": "0190c7b2", "externalId": "GrpX", "displayName": "Crew & \"Co\" #1", "members": [{"value": "0190c7a0"}, {"value": "0190c7a1", "type": "User"}]}
        """);

    [Theory]
    [InlineData("userName eq \"erin.x+y@contoso.example\"", true)]
    [InlineData("userName eq \"nobody@okta.example\"", false)]
    [InlineData("userName eq \"0d1e6a3c-8f5e-4d7e-9c50-0c5a3f6f1b8e\"", false)]
    [InlineData("externalId eq \"Mixed-1\"", true)]
    [InlineData("externalId eq \"mixed-1\"", false)]
    [InlineData("id eq \"0190c7a1\"", true)]
    [InlineData("emails[type eq \"work\"].value eq \"erin@contoso.example\"", true)]
    [InlineData("emails[type eq \"home\"].value eq \"erin@contoso.example\"", false)]
    [InlineData("emails[type eq \"work\" and value eq \"erin@contoso.example\"]", true)]
    [InlineData("phoneNumbers[type eq \"mobile\"].value eq \"+1 555\"", true)]
    [InlineData("roles[primary eq \"True\"].value eq \"admin\"", true)]
    [InlineData("id eq \"0190c7a1\" and urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager eq \"0190c7ff\"", true)]
    [InlineData("manager eq \"0190c7ff\" and id eq \"0190c7a1\"", true)]
    [InlineData("manager eq \"0190c7a1\" and id eq \"0190c7a1\"", false)]
    [InlineData("groups.value eq \"0190c7b2\"", true)]
    [InlineData("groups eq \"0190c7b2\"", true)]
    [InlineData("externalId eq \"nx\" or userName eq \"ERIN.X+Y@contoso.example\"", true)]
    [InlineData("userName sw \"erin.\" and userName ew \"@contoso.example\"", true)]
    [InlineData("userName co \"x_y\"", false)]
    [InlineData("userName co \"x+y\" and title pr", true)]
    [InlineData("userName co \"x+y\" and not (title pr)", false)]
    [InlineData("userName co \"x+y\" and title eq null", false)]
    [InlineData("((userName eq \"erin.x+y@contoso.example\") and (title pr)) or ((userName eq \"zzz\") and (active eq true))", true)]
    [InlineData("userName sw \"erin\" or userName sw \"b1\" and title eq \"nope\"", true)]
    [InlineData("(userName sw \"erin\" or userName sw \"b1\") and active eq false", false)]
    [InlineData("userName co \"x+y\" and active eq \"true\"", true)]
    [InlineData("active eq true and (meta.lastModified ge \"2024-03-02T10:00:00Z\" and meta.lastModified le \"2024-03-02T11:00:00+01:00\")", true)]
    [InlineData("meta.Created gt \"2024-03-01T10:00:00Z\"", true)]
    [InlineData("meta.created gt \"2024-03-01T10:00:00.0000001Z\"", false)]
    [InlineData("USERNAME EQ \"erin.x+y@contoso.example\" AND Active Eq true", true)]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:userName eq \"erin.x+y@contoso.example\"", true)]
    [InlineData("name.familyName eq \"stone\"", true)]
    [InlineData("userName  eq   \"erin.x+y@contoso.example\" ", true)]
    [InlineData("not (userName eq \"nobody\") and userName eq \"erin.x+y@contoso.example\"", true)]
    [InlineData("DisplayName eq \"erin stone\"", true)]
    public void a_user_is_found_as_the_identity_provider_expects(string filter, bool expected) =>
        Matches(filter, SchemaCatalog.Core.User, Erin).ShouldBe(expected);

    [Theory]
    [InlineData("displayName eq \"Crew & \\\"Co\\\" #1\"", true)]
    [InlineData("externalId eq \"GrpX\"", true)]
    [InlineData("externalId eq \"GRPX\"", false)]
    [InlineData("members.value eq \"0190c7a1\"", true)]
    [InlineData("members[value eq \"0190c7a1\"]", true)]
    [InlineData("members[value eq \"0190c7a2\"]", false)]
    [InlineData("id eq \"0190c7b2\" and members eq \"0190c7a1\"", true)]
    [InlineData("id eq \"0190c7b2\" and members eq \"0190c7a2\"", false)]
    public void a_group_is_found_as_the_identity_provider_expects(string filter, bool expected) =>
        Matches(filter, SchemaCatalog.Core.Group, Crew).ShouldBe(expected);

    [Theory]
    [InlineData("externalId eq jyoung")]
    [InlineData("userName eq")]
    [InlineData("userName foo \"x\"")]
    [InlineData("userName eq \"x\" and")]
    [InlineData("(userName eq \"x\"")]
    [InlineData("userName eq \"x")]
    [InlineData("emails[type eq \"work\"")]
    [InlineData("password eq \"x\"")]
    [InlineData("members.value eq \"x\"")]
    [InlineData("nickname2 eq \"x\"")]
    public void what_cannot_be_answered_is_400_invalidFilter_and_never_an_empty_list(string filter)
    {
        var refusal = Should.Throw<ScimException>(() => Matches(filter, SchemaCatalog.Core.User, Erin)).Error.Refusal;
        refusal.Status.ShouldBe(400);
        refusal.Type.ShouldBe(ScimErrorType.InvalidFilter);
    }

    private static bool Matches(string filter, ResourceType type, ScimObject resource) =>
        FilterEvaluator.Matches(FilterChecker.Check(FilterParser.Parse(filter), type), resource);
}
