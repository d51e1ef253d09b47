using System.Text.Json;

namespace Scim.Service.Tests.Exchanges.Runner;

public sealed class JsonPathTests
{
    private static readonly JsonElement Document = JsonSerializer.Deserialize<JsonElement>("""
        {"id":"1","urn:x:User":{"n":7},"emails":[{"type":"work","value":"a"},{"type":"home","value":"b"},{"value":"c"}]}
        """);

    [Theory]
    [InlineData("$.id", "\"1\"")]
    [InlineData("$['urn:x:User'].n", "7")]
    [InlineData("$.emails[0].value", "\"a\"")]
    [InlineData("$.emails[-1].value", "\"c\"")]
    [InlineData("$.emails[*].value", "[\"a\",\"b\",\"c\"]")]
    [InlineData("$.emails[?(@.type=='home')].value", "[\"b\"]")]
    [InlineData("$.emails[?(@.type!='home')].value", "[\"a\",\"c\"]")]
    [InlineData("$.emails[3]", "<absent>")]
    [InlineData("$.nothing.there", "<absent>")]
    [InlineData("$.nothing[*]", "[]")]
    public void a_path_selects(string path, string expected) => JsonPath.Select(Document, path).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("id")]
    [InlineData("$.emails[value]")]
    [InlineData("$.emails[?(@.type)]")]
    public void a_path_outside_the_subset_is_an_error_and_not_an_empty_result(string path) =>
        Should.Throw<ExchangeException>(() => JsonPath.Select(Document, path));
}
