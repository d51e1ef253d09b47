using System.Text.Json;
using Scim.Protocol.Projection;
using Scim.Protocol.Tests.Schemas;
using Scim.Protocol.Values;
using static Scim.Protocol.Tests.Projection.Rendering;

namespace Scim.Protocol.Tests.Projection;

public class GroupRenderingTests
{
    private const string Head = """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"id":"0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"
        """;

    private const string Meta = $$$"""
        ,"meta":{"resourceType":"Group","created":"2026-01-31T12:30:00.123Z","lastModified":"2026-01-31T12:30:00.123Z","location":"{{{Base}}}/Groups/0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b","version":"W/\"3.1\""}}
        """;

    private static readonly Guid Amy = Guid.Parse("0190a1b2-0000-7000-8000-000000000001");
    private static readonly Guid Bob = Guid.Parse("0190a1b2-0000-7000-8000-000000000002");

    [Fact]
    public void a_whole_answer_looks_so() => Group("Sales \"East\"", Pack((Amy, "Zoë \"A\""), (Bob, "")), externalId: "e").ShouldBe(Head + $$"""
        ,"externalId":"e","displayName":"Sales \"East\"","members":[{"value":"{{Amy}}","$ref":"{{Base}}/Users/{{Amy}}","type":"User","display":"Zoë \"A\""},{"value":"{{Bob}}","$ref":"{{Base}}/Users/{{Bob}}","type":"User"}]
        """ + Meta);

    [Theory]
    [InlineData(null, null, ",\"displayName\":\"g\",\"members\":[]", true)]
    [InlineData("members", null, ",\"members\":[]", false)]
    [InlineData("displayName", null, ",\"displayName\":\"g\"", false)]
    [InlineData(null, "members", ",\"displayName\":\"g\"", true)]
    [InlineData(null, "urn:ietf:params:scim:schemas:core:2.0:Group:Members,displayName", "", true)]
    public void an_empty_group_has_an_empty_list_unless_it_is_not_wanted(string? attributes, string? excluded, string rest, bool meta) =>
        Group("g", [], attributes, excluded).ShouldBe(Head + rest + (meta ? Meta : "}"));

    [Theory]
    [InlineData("members.value", null, """{"value":"ID"}""")]
    [InlineData("members.display", null, """{"display":"Amy"}""")]
    [InlineData("members.$ref,members.type", null, """{"$ref":"BASE/Users/ID","type":"User"}""")]
    [InlineData("members.value,members.display", null, """{"value":"ID","display":"Amy"}""")]
    [InlineData(null, "displayName,meta,members.value,members.$ref", """{"type":"User","display":"Amy"}""")]
    [InlineData(null, "displayName,meta,members.$ref,members.type,members.display", """{"value":"ID"}""")]
    public void members_can_be_narrowed(string? attributes, string? excluded, string member) =>
        Group("g", Pack((Amy, "Amy")), attributes, excluded)
            .ShouldBe(Head + ",\"members\":[" + member.Replace("ID", Amy.ToString(), StringComparison.Ordinal).Replace("BASE", Base, StringComparison.Ordinal) + "]}");

    [Fact]
    public void members_that_were_not_read_are_left_out() => Group("g", null, excluded: "meta").ShouldBe(Head + ",\"displayName\":\"g\"}");

    [Fact]
    public void ten_thousand_members_are_all_there()
    {
        var packed = new PackedMembers();
        for (var i = 0; i < 10_000; i++)
        {
            packed.Add(new Guid(i, 0, 7, [8, 0, 0, 0, 0, 0, 0, 0]), $"user {i} ü");
        }

        packed.Count.ShouldBe(10_000);
        using var document = JsonDocument.Parse(Group("g", packed.ToArray()));
        var members = document.RootElement.GetProperty("members");
        members.GetArrayLength().ShouldBe(10_000);
        members[9_999].GetProperty("display").GetString().ShouldBe("user 9999 ü");
        members[9_999].GetProperty("$ref").GetString().ShouldEndWith("/Users/0000270f-0000-0007-0800-000000000000");
    }

    [Theory]
    [InlineData(null, null, ",\"displayName\":\"g\",\"members\":[],\"URN\":{\"cost\":\"1\",\"more\":\"2\"}", true)]
    [InlineData("URN:cost", null, ",\"URN\":{\"cost\":\"1\"}", false)]
    [InlineData("URN,displayName", null, ",\"displayName\":\"g\",\"URN\":{\"cost\":\"1\",\"shy\":\"3\",\"more\":\"2\"}", false)]
    [InlineData("URN:shy,more", null, ",\"URN\":{\"shy\":\"3\",\"more\":\"2\"}", false)]
    [InlineData("URN:secret", null, "", false)]
    [InlineData("displayName", null, ",\"displayName\":\"g\"", false)]
    [InlineData(null, "members,URN:cost", ",\"displayName\":\"g\",\"URN\":{\"more\":\"2\"}", true)]
    [InlineData(null, "members,URN", ",\"displayName\":\"g\"", true)]
    public void data_of_an_extension_is_shown_by_its_characteristics(string? attributes, string? excluded, string rest, bool meta)
    {
        var type = Extensions.GroupWith(Extensions.With("""{"name":"cost"},{"name":"shy","returned":"request"},{"name":"more"},{"name":"secret","returned":"never"}"""));
        var data = new ScimObject([new(Extensions.Urn, new ScimObject(
        [
            new("cost", new ScimString("1")), new("shy", new ScimString("3")), new("more", new ScimString("2")), new("secret", new ScimString("s3cret")),
        ]))]);

        Group(type, "g", [], data, Named(attributes), Named(excluded)).ShouldBe(
            Head.Replace("Group\"]", $"Group\",\"{Extensions.Urn}\"]", StringComparison.Ordinal) + Named(rest) + (meta ? Meta : "}"));

        static string? Named(string? text) => text?.Replace("URN", Extensions.Urn, StringComparison.Ordinal);
    }

    [Fact]
    public void data_without_hidden_attributes_is_copied()
    {
        var type = Extensions.GroupWith(Extensions.With("""{"name":"cost"}"""));
        var data = new ScimObject([new(Extensions.Urn, new ScimObject([new("cost", new ScimString("1"))]))]);

        Group(type, "g", null, data, excluded: "meta").ShouldEndWith($$$""","displayName":"g","{{{Extensions.Urn}}}":{"cost":"1"}}""");
        Group(type, "g", null, data).ShouldContain($$""","displayName":"g","{{Extensions.Urn}}":{"cost":"1"},"meta":""");
    }

    private static byte[] Pack(params (Guid Id, string Display)[] members)
    {
        var packed = new PackedMembers();
        foreach (var (id, display) in members)
        {
            packed.Add(id, display);
        }

        return packed.ToArray();
    }
}
