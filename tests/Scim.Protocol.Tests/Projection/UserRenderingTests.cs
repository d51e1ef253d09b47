using System.Buffers;
using System.Text.Json;
using Scim.Protocol.Errors;
using Scim.Protocol.Projection;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Tests.Resources;
using static Scim.Protocol.Tests.Projection.Rendering;

namespace Scim.Protocol.Tests.Projection;

public class UserRenderingTests
{
    private const string Meta = $$"""
        "meta":{"resourceType":"User","created":"2026-01-31T12:30:00.123Z","lastModified":"2026-01-31T12:30:00.123Z","location":"{{Base}}/Users/0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b","version":"W/\"3.1\""}
        """;

    private const string Head = """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],"id":"0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"
        """;

    private static readonly Scim.Protocol.Values.ScimObject Amy = Binding.Create($$$"""
        {"userName":"amy","name":{"givenName":"Amy","familyName":"Stone"},"emails":[{"value":"a@b","type":"work"},{"value":"c@d","primary":true}],
         "{{{SchemaUrns.EnterpriseUser}}}":{"department":"d","manager":{"value":"m"}},"password":"secret","externalId":"not mine"}
        """);

    [Fact]
    public void a_whole_answer_looks_so() => User(Amy, externalId: "e\"1", groups: [new(GroupId, "Zoë & Co")]).ShouldBe(Head + $$$"""
        ,"externalId":"e\"1","userName":"amy","name":{"givenName":"Amy","familyName":"Stone"},"emails":[{"value":"a@b","type":"work"},{"value":"c@d","primary":true}],"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"d","manager":{"value":"m"}},"active":true,"groups":[{"value":"0190a1b2-0000-7000-8000-00000000000f","$ref":"{{{Base}}}/Groups/0190a1b2-0000-7000-8000-00000000000f","display":"Zoë & Co","type":"direct"}],
        """ + Meta + "}");

    [Fact]
    public void what_is_unassigned_is_left_out() =>
        User(Binding.Create("""{"userName":"x","active":null}""").Without("active")).ShouldBe("""
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b","userName":"x",
            """ + Meta + "}");

    [Theory]
    [InlineData("userName", ",\"userName\":\"amy\"}")]
    [InlineData("USERNAME , active", ",\"userName\":\"amy\",\"active\":true}")]
    [InlineData("id", "}")]
    [InlineData("nonsense", "}")]
    [InlineData("name.givenName", ",\"name\":{\"givenName\":\"Amy\"}}")]
    [InlineData("name.GIVENNAME,name.familyname", ",\"name\":{\"givenName\":\"Amy\",\"familyName\":\"Stone\"}}")]
    [InlineData("name.givenName,name", ",\"name\":{\"givenName\":\"Amy\",\"familyName\":\"Stone\"}}")]
    [InlineData("emails.value", ",\"emails\":[{\"value\":\"a@b\"},{\"value\":\"c@d\"}]}")]
    [InlineData("emails.primary", ",\"emails\":[{\"primary\":true}]}")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:userName", ",\"userName\":\"amy\"}")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:name.familyName", ",\"name\":{\"familyName\":\"Stone\"}}")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", ",\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":{\"department\":\"d\"}}")]
    [InlineData("URN:ietf:params:scim:schemas:extension:enterprise:2.0:User", ",\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":{\"department\":\"d\",\"manager\":{\"value\":\"m\"}}}")]
    [InlineData("manager", ",\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":{\"manager\":{\"value\":\"m\"}}}")]
    [InlineData("externalId", ",\"externalId\":\"e\"}")]
    [InlineData("groups.display", ",\"groups\":[{\"display\":\"G\"}]}")]
    [InlineData("meta.resourceType", ",\"meta\":{\"resourceType\":\"User\"}}")]
    [InlineData("password", "}")]
    public void attributes_narrows_the_answer(string attributes, string rest) =>
        User(Amy, attributes, externalId: "e", groups: [new(GroupId, "G")]).ShouldBe(Head + rest);

    [Theory]
    [InlineData("userName,name,emails,active,groups,meta,externalId", ",\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":{\"department\":\"d\",\"manager\":{\"value\":\"m\"}}}")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User,urn:ietf:params:scim:schemas:core:2.0:User,meta,externalId", "}")]
    [InlineData("id,schemas,userName,name.givenName,name.familyName,emails.value,emails.type,active,groups.value,groups.$ref,groups.type,meta.created,meta.lastModified,meta.location,meta.version,department,manager.value", ",\"externalId\":\"e\",\"emails\":[{\"primary\":true}],\"groups\":[{\"display\":\"G\"}],\"meta\":{\"resourceType\":\"User\"}}")]
    public void excluded_attributes_are_left_out_but_id_and_schemas_stay(string excluded, string rest) =>
        User(Amy, excluded: excluded, externalId: "e", groups: [new(GroupId, "G")]).ShouldBe(Head + rest);

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("", "", true)]
    [InlineData(" ", null, true)]
    [InlineData(null, "nonsense", true)]
    [InlineData(null, "title", false)]
    [InlineData("nonsense", null, false)]
    [InlineData("title", "", false)]
    public void an_empty_parameter_is_an_absent_one(string? attributes, string? excluded, bool isDefault) =>
        AttributeSelection.Parse(Binding.User, attributes, excluded).IsDefault.ShouldBe(isDefault);

    [Fact]
    public void both_parameters_at_once_are_refused() =>
        Refused.With(Refusals.AttributesConflict, () => AttributeSelection.Parse(Binding.User, "id", "name"));

    [Fact]
    public void a_selection_says_what_need_not_be_loaded()
    {
        AttributeSelection.Parse(Binding.User, "userName", null).Shows("groups").ShouldBeFalse();
        AttributeSelection.Parse(Binding.User, "groups.value", null).Shows("groups").ShouldBeTrue();
        AttributeSelection.Parse(Binding.User, null, "GROUPS").Shows("groups").ShouldBeFalse();
        AttributeSelection.Parse(Binding.User, null, "groups.display").Shows("groups").ShouldBeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5_000)]
    [InlineData(60_000)]
    public void documents_of_any_size_are_valid_json(int length)
    {
        var photo = new string('p', length);
        var json = User(Binding.Create($$"""{"userName":"x","photos":[{"value":"{{photo}}"}]}"""), externalId: new string('é', length));
        using var document = JsonDocument.Parse(json);
        document.RootElement.GetProperty("photos")[0].GetProperty("value").GetString().ShouldBe(photo);
        document.RootElement.GetProperty("externalId").GetString().ShouldBe(new string('é', length));
    }

    [Fact]
    public void a_strange_host_cannot_break_the_json()
    {
        var output = new ArrayBufferWriter<byte>();
        ResourceWriter.WriteUser(
            output, AttributeSelection.Default(Binding.User), ResourceJson.Write(Binding.User, Amy), Envelope(Binding.User, baseUrl: "https://a\"b\\c"), [new(GroupId, "\"\\\u0007")]);
        using var document = JsonDocument.Parse(output.WrittenMemory);
        document.RootElement.GetProperty("meta").GetProperty("location").GetString().ShouldBe($"https://a\"b\\c/Users/{Id}");
        document.RootElement.GetProperty("groups")[0].GetProperty("display").GetString().ShouldBe("\"\\\u0007");
    }

    [Fact]
    public void the_headers_say_what_meta_says()
    {
        Envelope(Binding.User).Location.ShouldBe($"{Base}/Users/{Id}");
        Envelope(Binding.User).ETag.ShouldBe("W/\"3.1\"");
    }
}
