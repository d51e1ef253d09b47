using System.Text;
using System.Text.Json;

namespace Scim.Service.Tests.Exchanges.Runner;

public sealed class VariablesTests
{
    private readonly Variables _variables = Variables.Draw("http://host/scim/v2/p/e/v2/acme");

    [Fact]
    public void a_placeholder_alone_takes_on_the_type_of_its_value()
    {
        _variables.Set("flag", JsonSerializer.SerializeToElement(true));
        Filled("""{"a":"{{flag}}","b":"it is {{flag}}"}""").ShouldBe("""{"a":true,"b":"it is true"}""");
    }

    [Fact]
    public void a_list_is_written_for_each_value_or_as_often_as_it_says()
    {
        _variables.Set("ids", [JsonSerializer.SerializeToElement("x"), JsonSerializer.SerializeToElement("y")]);
        Filled("""[{"$each":"ids","$item":{"value":"{{item}}"}},{"$repeat":2,"$item":"n{{i}}"}]""")
            .ShouldBe("""[{"value":"x"},{"value":"y"},"n0","n1"]""");
    }

    [Fact]
    public void a_value_in_a_path_is_percent_encoded()
    {
        _variables.Set("name", "a/b ü");
        _variables.Fill("/Users/{{name}}?", percentEncode: true).ShouldBe("/Users/a%2Fb%20%C3%BC?");
    }

    [Fact]
    public void the_tenant_is_the_last_part_of_the_base() => _variables.Fill("{{tenant}}").ShouldBe("acme");

    [Fact]
    public void a_name_that_was_never_captured_is_an_error() => Should.Throw<ExchangeException>(() => _variables.Fill("{{nowhere}}"));

    private string Filled(string template) => Encoding.UTF8.GetString(_variables.FillJson(JsonSerializer.Deserialize<JsonElement>(template)));
}
