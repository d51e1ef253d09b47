using Scim.Protocol.Filters;
using Scim.Protocol.Values;

namespace Scim.Protocol.Tests.Filters;

public sealed class FilterEvaluatorTests
{
    private static readonly ScimObject Babs = TestResources.Parse("""
        {
          "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
          "id": "0190-Ab", "externalId": "Ext-1", "userName": "BÄbs_J%", "title": "", "code": "Ab",
          "name": {"familyName": "O'Malley"}, "robot": false, "age": 30, "score": 1.50,
          "born": "2011-05-13T04:42:34.1234567+02:00", "key": "QUI=", "profileUrl": "https://A.example/x",
          "nicks": ["Ba", "Bo"],
          "emails": [
            {"value": "B@Work.example", "type": "work", "primary": true, "weight": 1, "tags": ["a", "b"]},
            {"value": "b@home.example", "type": "home", "display": "", "verified": "2020-01-01T00:00:00Z"},
            {"value": "plain@example.org"}
          ],
          "meta": {"resourceType": "User", "lastModified": "2024-02-29T12:00:00Z"},
          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"employeeNumber": "0042", "manager": {"value": "M-1"}}
        }
        """);

    private static readonly ScimObject Bare = TestResources.Parse("""{"userName": "bare"}""");

    [Theory]
    // Text that is not caseExact.
    [InlineData("userName eq \"bäBS_j%\"", true)]
    [InlineData("userName eq \"babs_j%\"", false)]
    [InlineData("userName ne \"BÄBS_J%\"", false)]
    [InlineData("userName ne \"x\"", true)]
    [InlineData("userName co \"S_J\"", true)]
    [InlineData("userName co \"s%j\"", false)]
    [InlineData("userName co \"\"", true)]
    [InlineData("userName sw \"bä\"", true)]
    [InlineData("userName sw \"äb\"", false)]
    [InlineData("userName ew \"J%\"", true)]
    [InlineData("userName ew \"J_\"", false)]
    [InlineData("userName gt \"BÄA\"", true)]
    [InlineData("userName gt \"BÄBS_J%\"", false)]
    [InlineData("userName ge \"BÄBS_J%\"", true)]
    [InlineData("userName lt \"C\"", true)]
    [InlineData("userName lt \"BÄBS_J%\"", false)]
    [InlineData("userName le \"bäbs_j%\"", true)]
    [InlineData("userName pr", true)]
    [InlineData("name.familyName co \"o'm\"", true)]
    [InlineData("profileUrl sw \"HTTPS://a.\"", true)]
    // Text that is caseExact.
    [InlineData("code eq \"Ab\"", true)]
    [InlineData("code eq \"AB\"", false)]
    [InlineData("code ne \"AB\"", true)]
    [InlineData("code co \"b\"", true)]
    [InlineData("code co \"B\"", false)]
    [InlineData("code sw \"a\"", false)]
    [InlineData("code ew \"B\"", false)]
    [InlineData("code lt \"a\"", true)]
    [InlineData("code gt \"AB\"", true)]
    [InlineData("id eq \"0190-ab\"", false)]
    [InlineData("externalId eq \"Ext-1\"", true)]
    [InlineData("externalId eq \"ext-1\"", false)]
    // Booleans, with and without quotes.
    [InlineData("robot eq false", true)]
    [InlineData("robot eq \"False\"", true)]
    [InlineData("robot ne false", false)]
    [InlineData("robot eq true", false)]
    [InlineData("robot pr", true)]
    // Numbers by value.
    [InlineData("age eq 30", true)]
    [InlineData("age eq 30.0", true)]
    [InlineData("age ne 3e1", false)]
    [InlineData("age gt 29.9", true)]
    [InlineData("age ge 30", true)]
    [InlineData("age lt 30", false)]
    [InlineData("age le 30", true)]
    [InlineData("score eq 1.5", true)]
    // dateTime by instant: 04:42:34.1234567+02:00 is 02:42:34.1234567Z.
    [InlineData("born eq \"2011-05-13T02:42:34.1234567Z\"", true)]
    [InlineData("born eq \"2011-05-12T21:12:34.1234567-05:30\"", true)]
    [InlineData("born ne \"2011-05-13T02:42:34.1234567Z\"", false)]
    [InlineData("born gt \"2011-05-13T02:42:34.1234566Z\"", true)]
    [InlineData("born gt \"2011-05-13T02:42:34.1234567Z\"", false)]
    [InlineData("born ge \"2011-05-13T02:42:34.1234567Z\"", true)]
    [InlineData("born lt \"2011-05-13T02:42:34.1234568Z\"", true)]
    [InlineData("born le \"2011-05-13T02:42:34.1234566Z\"", false)]
    [InlineData("meta.lastModified ge \"2024-02-29T13:00:00+01:00\"", true)]
    // Binary is text without order.
    [InlineData("key eq \"QUI=\"", true)]
    [InlineData("key eq \"qui=\"", false)]
    [InlineData("key ne \"qui=\"", true)]
    // Several values: any one will do; so will any one that differs.
    [InlineData("nicks eq \"bo\"", true)]
    [InlineData("nicks ne \"ba\"", true)]
    [InlineData("nicks sw \"c\"", false)]
    [InlineData("nicks[value eq \"BO\"]", true)]
    [InlineData("nicks[value eq \"ba\" and value eq \"bo\"]", false)]
    [InlineData("schemas eq \"urn:ietf:params:scim:schemas:core:2.0:User\"", true)]
    [InlineData("emails eq \"b@work.example\"", true)]
    [InlineData("emails co \"EXAMPLE.ORG\"", true)]
    [InlineData("emails.type eq \"HOME\"", true)]
    [InlineData("emails.type ne \"home\"", true)]
    [InlineData("emails.type eq \"other\"", false)]
    [InlineData("emails.weight ge 1", true)]
    [InlineData("emails.verified lt \"2020-01-01T00:00:01Z\"", true)]
    [InlineData("emails.tags eq \"b\"", true)]
    [InlineData("emails.tags co \"c\"", false)]
    [InlineData("emails.type eq \"home\" and emails.primary eq true", true)]
    // A value path binds one element.
    [InlineData("emails[type eq \"home\" and primary eq true]", false)]
    [InlineData("emails[type eq \"work\" and primary eq \"TRUE\"]", true)]
    [InlineData("emails[type eq \"work\"].value eq \"b@work.example\"", true)]
    [InlineData("emails[type eq \"work\"].value eq \"b@home.example\"", false)]
    [InlineData("emails[not (type pr)]", true)]
    [InlineData("emails[type ne \"work\" and type ne \"home\"]", true)]
    [InlineData("emails[type eq \"work\" or type eq \"x\"]", true)]
    [InlineData("emails[not (type pr) and primary eq true]", false)]
    [InlineData("name[familyName pr and not (givenName pr)]", true)]
    // primary counts as false where it is not said (RFC 7643 §2.4).
    [InlineData("emails[type eq \"home\" and primary eq false]", true)]
    [InlineData("emails[type eq \"home\" and primary ne false]", false)]
    [InlineData("emails[type eq \"home\" and primary pr]", false)]
    // Extensions and complex attributes by their value.
    [InlineData("employeeNumber eq \"0042\"", true)]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager eq \"m-1\"", true)]
    [InlineData("manager ne \"m-1\"", false)]
    [InlineData("manager pr", true)]
    [InlineData("manager.displayName pr", false)]
    // Presence and null: an empty text is not present, yet it is a text.
    [InlineData("title pr", false)]
    [InlineData("title eq null", true)]
    [InlineData("title ne null", false)]
    [InlineData("title eq \"\"", true)]
    [InlineData("title ne \"x\"", true)]
    [InlineData("title co \"\"", true)]
    [InlineData("emails.display pr", false)]
    [InlineData("emails.type pr", true)]
    [InlineData("emails pr", true)]
    [InlineData("name pr", true)]
    [InlineData("nicks pr", true)]
    [InlineData("emails eq null", false)]
    // Logic.
    [InlineData("age eq 1 or age eq 30 and robot eq false", true)]
    [InlineData("(age eq 30 or age eq 1) and robot eq true", false)]
    [InlineData("age eq 30 or age eq 1 and robot eq true", true)]
    [InlineData("not (age eq 30)", false)]
    [InlineData("not (not (age eq 30))", true)]
    [InlineData("not (emails.type eq \"work\")", false)]
    public void operators_follow_the_table_of_CheckedFilter(string filter, bool expected) => Matches(filter, Babs).ShouldBe(expected);

    [Theory]
    [InlineData("title eq \"x\"", false)]
    [InlineData("title ne \"x\"", true)]
    [InlineData("title co \"\"", false)]
    [InlineData("title sw \"\"", false)]
    [InlineData("title ew \"\"", false)]
    [InlineData("title gt \"\"", false)]
    [InlineData("title le \"zzz\"", false)]
    [InlineData("title pr", false)]
    [InlineData("title eq null", true)]
    [InlineData("title ne null", false)]
    [InlineData("not (title eq \"x\")", true)]
    [InlineData("not (title gt \"x\")", true)]
    [InlineData("age eq 0", false)]
    [InlineData("age ne 0", true)]
    [InlineData("born lt \"9999-01-01T00:00:00Z\"", false)]
    [InlineData("robot eq false", false)]
    [InlineData("robot ne true", true)]
    [InlineData("active eq true", true)]
    [InlineData("active ne true", false)]
    [InlineData("active eq false", false)]
    [InlineData("active pr", false)]
    [InlineData("emails.type eq \"work\"", false)]
    [InlineData("emails.type ne \"work\"", true)]
    [InlineData("emails.primary eq false", false)]
    [InlineData("emails.primary ne true", true)]
    [InlineData("emails[type ne \"work\"]", false)]
    [InlineData("not (emails[type eq \"work\"])", true)]
    [InlineData("emails pr", false)]
    [InlineData("emails eq null", true)]
    [InlineData("nicks ne \"x\"", true)]
    [InlineData("name[familyName ne \"x\"]", false)]
    [InlineData("manager eq \"x\"", false)]
    [InlineData("manager.value ne \"x\"", true)]
    [InlineData("employeeNumber eq null", true)]
    [InlineData("meta.created gt \"2000-01-01T00:00:00Z\"", false)]
    public void what_is_absent_satisfies_ne_alone_except_active(string filter, bool expected) => Matches(filter, Bare).ShouldBe(expected);

    [Theory]
    [InlineData("active eq false", true)]
    [InlineData("active eq \"False\"", true)]
    [InlineData("active eq true", false)]
    [InlineData("active pr", true)]
    public void active_counts_as_it_is_said(string filter, bool expected) =>
        Matches(filter, TestResources.Parse("""{"userName": "x", "active": false}""")).ShouldBe(expected);

    [Theory]
    [InlineData("emails pr", false)]
    [InlineData("nicks pr", false)]
    [InlineData("nicks ne \"x\"", true)]
    [InlineData("nicks eq \"x\"", false)]
    [InlineData("name pr", false)]
    [InlineData("emails[value eq \"x\"]", false)]
    public void empty_lists_and_objects_count_as_absent(string filter, bool expected) =>
        Matches(filter, TestResources.Parse("""{"userName": "x", "emails": [{"value": ""}], "nicks": [], "name": {}}""")).ShouldBe(expected);

    [Theory]
    [InlineData("ſ", "s", false)]
    [InlineData("\u212a", "k", true)]
    [InlineData("ẞ", "ß", true)]
    [InlineData("ß", "ss", false)]
    [InlineData("Σ", "σ", true)]
    [InlineData("ς", "σ", false)]
    [InlineData("I", "ı", false)]
    [InlineData("é", "e\u0301", false)]
    [InlineData("𐐀", "𐐨", true)]
    public void U2_text_folds_by_its_invariant_lower_case_without_normalisation(string value, string literal, bool expected)
    {
        var user = new ScimObject([new("userName", new ScimString(value))]);
        Matches($"userName eq \"{literal}\"", user).ShouldBe(expected);
        Matches($"userName ne \"{literal}\"", user).ShouldBe(!expected);
        Matches($"userName co \"{literal}\"", user).ShouldBe(expected);
    }

    [Theory]
    [InlineData("userName")]
    [InlineData("code")]
    public void text_is_ordered_by_code_points_and_not_by_utf16_units(string name)
    {
        var user = new ScimObject([new(name, new ScimString("😀"))]);
        Matches($"{name} gt \"\uffff\"", user).ShouldBeTrue();
        Matches($"{name} le \"\uffff\"", user).ShouldBeFalse();
    }

    [Theory]
    [InlineData("type eq \"work\"", true)]
    [InlineData("type eq \"work\" and primary eq \"True\"", true)]
    [InlineData("value ew \".org\"", false)]
    [InlineData("type pr and not (display pr)", true)]
    [InlineData("display ne \"x\" or type eq null", true)]
    public void one_element_is_matched_by_itself(string inner, bool expected)
    {
        var path = (CheckedFilter.ValuePath)FilterChecker.Check(FilterParser.Parse($"emails[{inner}]"), TestTypes.User);
        FilterEvaluator.ElementMatches(path.Inner, ((ScimArray)Babs["emails"]!).Items[0]).ShouldBe(expected);
    }

    private static bool Matches(string filter, ScimObject resource) =>
        FilterEvaluator.Matches(FilterChecker.Check(FilterParser.Parse(filter), TestTypes.User), resource);
}
