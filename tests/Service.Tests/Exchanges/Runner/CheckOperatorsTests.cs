using System.Text.Json;

namespace Scim.Service.Tests.Exchanges.Runner;

public sealed class CheckOperatorsTests
{
    [Theory]
    [InlineData("eq", "$.active", "true", true)]
    [InlineData("eq", "$.active", "\"true\"", false)]
    [InlineData("eq", "$.count", "2.0", true)]
    [InlineData("eq", "$.name", "{\"f\":1,\"e\":2}", true)]
    [InlineData("eq", "$.gone", "null", false)]
    [InlineData("ne", "$.active", "false", true)]
    [InlineData("ne", "$.active", "true", false)]
    [InlineData("ne", "$.gone", "true", true)]
    [InlineData("eq_ci", "$.text", "\"ABC\"", true)]
    [InlineData("exists", "$.empty", "null", true)]
    [InlineData("exists", "$.gone", "null", false)]
    [InlineData("absent", "$.gone", "null", true)]
    [InlineData("absent", "$.empty", "null", false)]
    [InlineData("absent_or_empty", "$.empty", "null", true)]
    [InlineData("absent_or_empty", "$.list", "null", false)]
    [InlineData("not_empty", "$.list", "null", true)]
    [InlineData("not_empty", "$.gone", "null", false)]
    [InlineData("contains", "$.list", "\"x\"", true)]
    [InlineData("contains", "$.list[*]", "\"z\"", false)]
    [InlineData("contains", "$.text", "\"b\"", true)]
    [InlineData("not_contains", "$.list", "\"x\"", false)]
    [InlineData("not_contains", "$.gone", "\"x\"", true)]
    [InlineData("matches", "$.text", "\"^a.c$\"", true)]
    [InlineData("not_matches", "$.text", "\"z\"", true)]
    [InlineData("one_of", "$.count", "[1,2]", true)]
    [InlineData("set_eq", "$.list", "[\"y\",\"x\"]", true)]
    [InlineData("set_eq", "$.list", "[\"y\"]", false)]
    [InlineData("set_eq", "$.gone[*]", "[]", true)]
    [InlineData("unique", "$.list", "null", true)]
    [InlineData("unique", "$.twice", "null", false)]
    [InlineData("type", "$.count", "\"integer\"", true)]
    [InlineData("type", "$.text", "\"integer\"", false)]
    [InlineData("len_eq", "$.list", "2", true)]
    [InlineData("len_eq", "$.gone", "0", true)]
    [InlineData("len_ge", "$.list", "3", false)]
    [InlineData("len_le", "$.list", "2", true)]
    [InlineData("count_eq", "$.list[*]", "2", true)]
    [InlineData("count_le", "$.list[*]", "1", false)]
    [InlineData("count_ge", "$.list[*]", "2", true)]
    [InlineData("gt", "$.count", "2", false)]
    [InlineData("ge", "$.count", "2", true)]
    [InlineData("lt", "$.text", "\"abd\"", true)]
    [InlineData("le", "$.text", "1", false)]
    public void a_condition_holds_or_does_not(string name, string path, string wanted, bool holds)
    {
        var document = JsonSerializer.Deserialize<JsonElement>("""
            {"active":true,"count":2,"text":"abc","empty":[],"list":["x","y"],"twice":[1,1],"name":{"e":2,"f":1}}
            """);
        CheckOperators.Hold(name, JsonPath.Select(document, path), JsonSerializer.Deserialize<JsonElement>(wanted)).ShouldBe(holds);
    }

    [Fact]
    public void an_unknown_operator_is_an_error_and_not_a_pass() =>
        Should.Throw<ExchangeException>(() => CheckOperators.Hold("equals", new Selection([], false), default));
}
