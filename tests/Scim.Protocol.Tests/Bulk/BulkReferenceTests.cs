using System.Text;
using System.Text.Json;
using Scim.Protocol.Bulk;

namespace Scim.Protocol.Tests.Bulk;

public class BulkReferenceTests
{
    [Theory]
    [InlineData("""{"members":[{"value":"bulkId:a"},{"value":"bulkid:b:c"}]}""", """{"members":[{"value":"<a>"},{"value":"<b:c>"}]}""")]
    [InlineData("""{"urn:x":{"manager":{"value":"bulkId:a"}},"n":[1,true,null]}""", """{"urn:x":{"manager":{"value":"<a>"}},"n":[1,true,null]}""")]
    [InlineData("""{"manager":"bulkId:a","title":"see bulkId:a","x":"bulkId:"}""", """{"manager":"<a>","title":"see bulkId:a","x":"bulkId:"}""")]
    [InlineData("""{"value":"\u0062ulkId:\"q\""}""", """{"value":"<\"q\">"}""")]
    public void a_reference_is_replaced_wherever_a_value_is_one(string data, string resolved) => Resolve(data, isPatch: false).ShouldBe(resolved);

    [Theory]
    [InlineData("""members[value eq \"bulkId:a\"]""", """members[value eq \"<a>\"]""")]
    [InlineData("""members[value eq \"bulkId:a:b\" or value eq \"bulkId:c\"].display""", """members[value eq \"<a:b>\" or value eq \"<c>\"].display""")]
    [InlineData("""members[display eq \"say \\\"bulkId:a\\\"\" and value eq \"bulkId:\\u0062\"]""", """members[display eq \"say \\\"bulkId:a\\\"\" and value eq \"<b>\"]""")]
    [InlineData("""members[value eq \"bulkId:a""", """members[value eq \"bulkId:a""")]
    [InlineData("""members[value eq \"\\""", """members[value eq \"\\""")]
    [InlineData("""members[value eq bulkId:a]""", """members[value eq bulkId:a]""")]
    public void a_reference_in_the_filter_of_a_path_is_replaced(string path, string resolved)
    {
        string Data(string text) => $$"""{"Operations":[{"op":"remove","path":"{{text}}"}]}""";
        JsonElement.DeepEquals(Parse(Resolve(Data(path), isPatch: true)), Parse(Data(resolved))).ShouldBeTrue(Resolve(Data(path), isPatch: true));
        Resolve(Data(path), isPatch: false).ShouldNotContain("<");
    }

    [Fact]
    public void circular_data_is_parted_into_what_is_created_and_what_is_added()
    {
        var data = Parse("""
            {"displayName":"x","members":[{"value":"bulkId:in"},{"value":"bulkId:out"},{"value":"amy"}],
             "urn:ext":{"employeeNumber":"1","manager":{"value":"bulkId:in"}},"manager":{"value":"bulkId:in"},"title":"bulkId:in"}
            """);
        Text(CircularData.Without(data, id => id == "in", Id)).ShouldBe(
            """{"displayName":"x","members":[{"value":"<out>"},{"value":"amy"}],"urn:ext":{"employeeNumber":"1"}}""");
        Text(CircularData.Rest(data, id => id == "in", Id)).ShouldBe(
            """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"add","value":{"members":[{"value":"<in>"}],"urn:ext":{"manager":{"value":"<in>"}},"manager":{"value":"<in>"},"title":"<in>"}}]}""");
    }

    private static string Id(string bulkId) => $"<{bulkId}>";

    private static string Resolve(string data, bool isPatch) => Text(BulkReferences.Resolve(Parse(data), isPatch, Id));

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    private static string Text(byte[] json) => Encoding.UTF8.GetString(json);
}
