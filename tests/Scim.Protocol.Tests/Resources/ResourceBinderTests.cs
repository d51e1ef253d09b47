using Scim.Protocol.Errors;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Tests.Resources;

public class ResourceBinderTests
{
    private const string Core = SchemaUrns.User;
    private const string Enterprise = SchemaUrns.EnterpriseUser;

    [Theory]
    [InlineData("""
        "colour":"red","x":{"y":[1]}
        """)]
    [InlineData("""
        "id":"chosen by the client","meta":{"version":"W/1"},"groups":[{"value":"g"}]
        """)]
    [InlineData("""
        "ID":7,"Meta":"","groups":"nonsense"
        """)]
    public void unknown_and_read_only_attributes_are_ignored(string members) => Binding.Stored(members).ShouldBeEmpty();

    [Theory]
    [InlineData("""
        "title":null,"emails":null,"photos":[],"name":null,"active":null
        """)]
    [InlineData("""
        "name":{},"emails":[{}],"phoneNumbers":[null,{"value":null}],"title":[]
        """)]
    [InlineData("""
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":null,"department":null}
        """)]
    public void null_and_empty_and_absent_are_the_same(string members) => Binding.Stored(members).ShouldBeEmpty();

    [Fact]
    public void nulls_inside_complex_values_are_left_out() => Binding.Stored("""
        "emails":[{"value":"a@b","$ref":null,"type":null,"primary":true}]
        """).ShouldBe("""
        "emails":[{"value":"a@b","primary":true}]
        """);

    [Theory]
    [InlineData("title", "1")]
    [InlineData("title", "true")]
    [InlineData("title", "{}")]
    [InlineData("title", """["a"]""")]
    [InlineData("title", """[{"$ref":null,"value":"X"}]""")]
    [InlineData("name", "\"Jo\"")]
    [InlineData("name", "[{},{}]")]
    [InlineData("emails", "\"a@b\"")]
    [InlineData("emails", "[1]")]
    [InlineData("emails", """[{"value":1}]""")]
    [InlineData("emails", """[["a"]]""")]
    [InlineData("active", "1")]
    [InlineData("active", "\"yes\"")]
    [InlineData("active", "\"\"")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "\"x\"")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User", "[]")]
    public void another_json_type_is_refused(string attribute, string json) =>
        Refused.With(Refusals.WrongType, () => Binding.Stored($"\"{attribute}\":{json}"));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"userName":null}""")]
    [InlineData("""{"userName":""}""")]
    [InlineData("""{"userName":"  "}""")]
    [InlineData("""{"userName":[]}""")]
    public void a_missing_or_empty_required_attribute_is_refused(string body) =>
        Refused.With(Refusals.MissingValue, () => Binding.Create(body)).ShouldContain("userName");

    [Theory]
    [InlineData("""[{"display":"x"}]""")]
    [InlineData("""[{"value":""}]""")]
    [InlineData("""[{"value":"a"},{"value":null}]""")]
    public void a_member_without_value_is_refused(string members)
    {
        Refused.With(Refusals.MissingValue, () => Binding.Create($$"""{"displayName":"g","members":{{members}}}""", SchemaCatalog.Core.Group)).ShouldContain("members.value");
        Refused.With(Refusals.MissingValue, () => Binding.Value("members", members, SchemaCatalog.Core.Group));
    }

    [Fact]
    public void an_empty_text_is_a_value_where_none_is_required() => Binding.Stored("\"title\":\"\"").ShouldBe("\"title\":\"\"");

    [Theory]
    [InlineData("title", 4096)]
    [InlineData("photos", 65_536)]
    [InlineData("x509Certificates", 65_536)]
    public void text_at_the_limit_is_taken_and_one_more_is_refused(string attribute, int most)
    {
        string Body(int length) => attribute == "title" ? $"\"title\":\"{new string('a', length)}\"" : $"\"{attribute}\":[{{\"value\":\"{new string('a', length)}\"}}]";
        Binding.Stored(Body(most)).ShouldBe(Body(most));
        Refused.With(Refusals.ValueTooLong, () => Binding.Stored(Body(most + 1)));
    }

    [Fact]
    public void nul_is_refused() => Refused.With(Refusals.BadValue, () => Binding.Stored("""
        "title":"a\u0000b"
        """));

    [Theory]
    [InlineData("MIIB", true)]
    [InlineData("MII=", true)]
    [InlineData("MIIB\\r\\nMIIB", true)]
    [InlineData("not base64!", false)]
    [InlineData("MII", false)]
    public void certificates_are_base64(string text, bool valid)
    {
        var body = $$"""
            "x509Certificates":[{"value":"{{text}}"}]
            """;
        if (valid)
        {
            Binding.Stored(body).ShouldBe(body);
        }
        else
        {
            Refused.With(Refusals.BadValue, () => Binding.Stored(body));
        }
    }

    [Theory]
    [InlineData("""[{"value":"a","type":"work"},{"value":"a","type":"work"}]""", """[{"value":"a","type":"work"}]""")]
    [InlineData("""[{"value":"a","type":"work"},{"value":"A","type":"WORK","primary":true}]""", """[{"value":"a","type":"work","primary":true}]""")]
    [InlineData("""[{"value":"a","type":"work"},{"value":"a","type":"home"},{"value":"a"}]""", """[{"value":"a","type":"work"},{"value":"a","type":"home"},{"value":"a"}]""")]
    [InlineData("""[{"value":"a","primary":true},{"value":"a","primary":true}]""", """[{"value":"a","primary":true}]""")]
    [InlineData("""[{"type":"work"},{"type":"work"},{"type":"work","display":"x"}]""", """[{"type":"work"},{"type":"work","display":"x"}]""")]
    public void equal_type_and_value_are_one_element(string sent, string stored) => Binding.Stored($"\"emails\":{sent}").ShouldBe($"\"emails\":{stored}");

    [Fact]
    public void many_elements_are_compared_in_linear_time()
    {
        var members = string.Join(',', Enumerable.Range(0, 50_000).Select(i => $"{{\"value\":\"{i % 40_000}\"}}"));
        var bound = Binding.Value("members", $"[{members}]", SchemaCatalog.Core.Group).ShouldBeOfType<ScimArray>();
        bound.Items.Length.ShouldBe(40_000);
    }

    [Fact]
    public void two_primaries_are_refused() => Refused.With(Refusals.SeveralPrimary, () => Binding.Stored("""
        "emails":[{"value":"a","primary":true},{"value":"b","primary":"True"}]
        """));

    [Fact]
    public void a_single_object_for_a_multi_valued_attribute_is_a_list_of_one() => Binding.Stored("""
        "emails":{"value":"a@b"}
        """).ShouldBe("""
        "emails":[{"value":"a@b"}]
        """);

    [Fact]
    public void names_are_stored_in_the_schemas_spelling()
    {
        var user = Binding.Create($$$"""{"USERNAME":"x","Emails":[{"VALUE":"A@b","Primary":true}],"{{{Enterprise.ToUpperInvariant()}}}":{"DEPARTMENT":"d"}}""");
        user.Attributes.Select(a => a.Key).ShouldBe(["userName", "emails", Enterprise, "active"]);
        ((ScimObject)user[Enterprise]!).Attributes[0].Key.ShouldBe("department");
    }

    [Theory]
    [InlineData("""{"userName":"a","USERNAME":"b"}""")]
    [InlineData("""{"userName":"a","name":{"givenName":"b","GivenName":null}}""")]
    [InlineData($$$"""{"userName":"a","{{{Core}}}":{"userName":"b"}}""")]
    [InlineData("""{"userName":"a","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{},"URN:ietf:params:scim:schemas:extension:enterprise:2.0:User":{}}""")]
    [InlineData("""{"userName":"a","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"division":"a","Division":"b"}}""")]
    public void the_same_attribute_twice_is_refused(string body) => Refused.With(Refusals.MalformedJson, () => Binding.Create(body));

    [Fact]
    public void core_attributes_are_taken_under_the_core_urn() =>
        Binding.Create($$$"""{"{{{Core}}}":{"userName":"x","active":false,"id":"y"}}""").ShouldBe(Binding.Create("""{"userName":"x","active":false}"""));

    [Fact]
    public void a_password_is_checked_and_dropped()
    {
        Binding.Create("""{"userName":"x","password":"Tr0ub4dor"}""").TryGet("password", out _).ShouldBeFalse();
        Refused.With(Refusals.WrongType, () => Binding.Create("""{"userName":"x","password":1}"""));
        Binding.Value("password", "\"Tr0ub4dor\"").ShouldBeNull();
    }

    [Fact]
    public void external_id_is_bound_but_not_part_of_the_profile()
    {
        var user = Binding.Create("""{"userName":"x","externalId":"e-1"}""");
        user["externalId"].ShouldBe(new ScimString("e-1"));
        ResourceJson.Read(Binding.User, ResourceJson.Write(Binding.User, user)).ShouldBe(user.Without("externalId"));
    }

    [Fact]
    public void a_new_user_is_active_unless_it_says_otherwise()
    {
        Binding.Create("""{"userName":"x"}""")["active"].ShouldBe(ScimBoolean.True);
        Binding.Create("""{"userName":"x","active":false}""")["active"].ShouldBe(ScimBoolean.False);
        Binding.Create("""{"displayName":"g"}""", SchemaCatalog.Core.Group).TryGet("active", out _).ShouldBeFalse();
    }

    [Fact]
    public void a_replacement_clears_what_it_omits_but_keeps_active()
    {
        var current = Binding.Create("""{"userName":"x","title":"t","active":false}""");
        Binding.Replace("""{"userName":"y"}""", current).ShouldBe(Binding.Create("""{"userName":"y","active":false}"""));
        Binding.Replace("""{"userName":"y","active":true}""", current)["active"].ShouldBe(ScimBoolean.True);
        Refused.With(Refusals.MissingValue, () => Binding.Replace("""{"title":"t"}""", current));
    }

    [Fact]
    public void read_only_sub_attributes_are_ignored() => Binding.Stored($$$"""
        "{{{Enterprise}}}":{"manager":{"value":"m","displayName":"Boss"}}
        """).ShouldBe($$$"""
        "{{{Enterprise}}}":{"manager":{"value":"m"}}
        """);

    [Fact]
    public void member_type_is_kept_for_the_group_rules_and_the_rest_is_the_servers() =>
        Binding.Value("members", """{"value":"m","type":"Group","$ref":"r","display":"d"}""", SchemaCatalog.Core.Group)
            .ShouldBe(new ScimArray([new ScimObject([new("value", new ScimString("m")), new("type", new ScimString("Group"))])]));
}
